package io.portcullis.kernel.release;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Versions of one protocol that a release speaks and accepts.
 *
 * @param name 1 to 100 characters
 * @param spoken versions it may send; at least one
 * @param accepted versions it understands; at least one
 * @param origin where this was taken from
 */
public record Protocol(
        String name, SortedSet<Integer> spoken, SortedSet<Integer> accepted, Origin origin) {

    public Protocol {
        Text.require("protocols.name", name, 100);
        spoken = versions("protocols.spoken", spoken);
        accepted = versions("protocols.accepted", accepted);
    }

    /** Whether anything this side sends is understood by the other. */
    boolean isUnderstoodBy(Protocol other) {
        return !Collections.disjoint(spoken, other.accepted);
    }

    private static SortedSet<Integer> versions(String field, SortedSet<Integer> versions) {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(field + " is empty; must have at least one version");
        }
        if (versions.first() < 0) {
            throw new IllegalArgumentException(
                    field + " has " + versions.first() + "; must be >= 0");
        }
        return Collections.unmodifiableSortedSet(new TreeSet<>(versions));
    }

    /** Where a part of a contract comes from; derived wins over declared. */
    public enum Origin {
        /** Somebody wrote it down. */
        DECLARED,
        /** A tool took it from the sources or the binary. */
        DERIVED
    }
}
