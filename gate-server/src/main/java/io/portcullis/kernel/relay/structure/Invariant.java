package io.portcullis.kernel.relay.structure;

/** What must hold of a relay graph (reference: relay mesh 3.3). */
public enum Invariant {
    CHAIN_ENDS_AT_PUBLISHER("I1", "dangling relay chain", Effect.FAULT),
    ACYCLIC("I2", "circular relay loop", Effect.FAULT),
    WAIT_BOUNDED("I3", "long relay wait", Effect.FAULT),
    PACKETS_FLOW("I4", "silent relay edge", Effect.WARNING),
    VIEWS_AGREE("I5", "relay edge seen from one end only", Effect.WARNING),
    PATH_SHORT("I6", "long relay path", Effect.WARNING),
    /** Never broken, only unknown: a link without traffic shows nothing. */
    COVERED("I7", "relay link without traffic", Effect.WARNING),
    COMPATIBLE("I8", "incompatible relay ends", Effect.FAULT);

    private final String id;
    private final String breach;
    private final Effect effect;

    Invariant(String id, String breach, Effect effect) {
        this.id = id;
        this.breach = breach;
        this.effect = effect;
    }

    /** {@code I1} to {@code I8}. */
    public String id() {
        return id;
    }

    /** What it is called when it does not hold. */
    public String breach() {
        return breach;
    }

    public Effect effect() {
        return effect;
    }

    /** What a breach is. */
    public enum Effect {
        FAULT,
        /** Shown; nothing waits for it. */
        WARNING
    }
}
