package io.portcullis.kernel.evidence;

import io.portcullis.kernel.evidence.Arm.Side;
import java.util.Arrays;

/** Which versions stand at the source and at the destination of a link. */
public enum ArmPair {
    NEW_OLD(Side.NEW, Side.OLD),
    OLD_NEW(Side.OLD, Side.NEW),
    NEW_NEW(Side.NEW, Side.NEW),
    /** What the other three are compared with. */
    OLD_OLD(Side.OLD, Side.OLD);

    private final Side source;
    private final Side destination;

    ArmPair(Side source, Side destination) {
        this.source = source;
        this.destination = destination;
    }

    public static ArmPair of(Side source, Side destination) {
        return Arrays.stream(values())
                .filter(pair -> pair.source == source && pair.destination == destination)
                .findFirst()
                .orElseThrow();
    }

    public Side source() {
        return source;
    }

    public Side destination() {
        return destination;
    }

    /** For people: {@code new to old}. */
    public String text() {
        return (source == Side.NEW ? "new" : "old")
                + " to "
                + (destination == Side.NEW ? "new" : "old");
    }
}
