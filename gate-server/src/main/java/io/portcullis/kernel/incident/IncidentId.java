package io.portcullis.kernel.incident;

import java.util.UUID;

/**
 * Identity of an incident, given by the gate.
 *
 * @param value a UUIDv7: ids made later sort later
 */
public record IncidentId(UUID value) {

    private static final String COLLECTION = "incidents/";

    /** From its text, with or without {@code incidents/} before it. */
    public static IncidentId parse(String text) {
        var id = text.startsWith(COLLECTION) ? text.substring(COLLECTION.length()) : text;
        return new IncidentId(UUID.fromString(id));
    }

    /** {@code incidents/} and the id. */
    public String resourceName() {
        return COLLECTION + value;
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
