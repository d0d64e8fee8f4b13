package io.portcullis.kernel.evidence;

/** The population a sample belongs to. */
public enum Arm {
    /** The new version. */
    CANARY,
    /** The old version, started together with the canary. */
    BASELINE,
    /** The rest of the old version. */
    STABLE;

    /** The side of the comparison this arm stands on. */
    public Side side() {
        return this == CANARY ? Side.NEW : Side.OLD;
    }

    /** New or old version. */
    public enum Side {
        NEW,
        OLD
    }
}
