package io.portcullis.kernel.rollout;

import java.util.UUID;

/**
 * Identity of a rollout, given by the gate.
 *
 * @param value a UUIDv7: ids made later sort later
 */
public record RolloutId(UUID value) implements Comparable<RolloutId> {

    private static final String COLLECTION = "rollouts/";

    /** From its text, with or without {@code rollouts/} before it. */
    public static RolloutId parse(String text) {
        var id = text.startsWith(COLLECTION) ? text.substring(COLLECTION.length()) : text;
        return new RolloutId(UUID.fromString(id));
    }

    /** {@code rollouts/} and the id. */
    public String resourceName() {
        return COLLECTION + value;
    }

    @Override
    public int compareTo(RolloutId other) {
        return Long.compareUnsigned(
                                value.getMostSignificantBits(),
                                other.value.getMostSignificantBits())
                        == 0
                ? Long.compareUnsigned(
                        value.getLeastSignificantBits(), other.value.getLeastSignificantBits())
                : Long.compareUnsigned(
                        value.getMostSignificantBits(), other.value.getMostSignificantBits());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
