package io.portcullis.kernel.environment.freeze;

import java.util.UUID;

/**
 * Identity of a person's freeze, given by the gate.
 *
 * @param value a UUIDv7: ids made later sort later
 */
public record FreezeId(UUID value) {

    /** {@code freezes/} and the id. */
    public String resourceName() {
        return Freeze.COLLECTION + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
