package io.portcullis.kernel.evidence;

import java.util.Arrays;
import java.util.Locale;

/**
 * The ladder of evidence about a mesh, from what every platform has to what few export. A finding
 * says which rung it stands on, because a lower one can tell less: not from where, or not between
 * which versions.
 */
public enum Rung {
    /** Counters at the destination, by its region and arm: something is wrong, not from where. */
    DESTINATION_COUNTERS("a"),
    /** Probes from region to region: which ordered pair fails. */
    PROBES("b"),
    /** Errors of calls between servers, as their clients or a service mesh count them. */
    CLIENT_ERRORS("c"),
    /** Attempts on links, with the versions at both ends. */
    LINK_COUNTERS("d"),
    /** Reports of every edge: loops, dangling chains, exact edges. */
    EDGE_REPORTS("e");

    private final String letter;

    Rung(String letter) {
        this.letter = letter;
    }

    /** How the ladder is lettered, {@code a} to {@code e}. */
    public String letter() {
        return letter;
    }

    /**
     * Reads {@link #letter()}.
     *
     * @throws IllegalArgumentException there is none of this letter
     */
    public static Rung ofLetter(String letter) {
        return Arrays.stream(values())
                .filter(rung -> rung.letter.equals(letter))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("rung is '" + letter + "'; must be a to e"));
    }

    /**
     * What a signal usually stands on, by how it is measured. On links that is the versions at both
     * ends: an attempt of which one is unknown is never judged. Calls that their clients count in
     * regions look the same as what arrives there; only people know.
     */
    public static Rung of(SignalDefinition signal) {
        return switch (signal.kind()) {
            case PROBE -> PROBES;
            case STRUCTURE -> EDGE_REPORTS;
            case RATIO, RATE, LATENCY, LEVEL, ABSENCE, TRAFFIC ->
                    switch (signal.scope()) {
                        case REGION -> DESTINATION_COUNTERS;
                        case LINK -> LINK_COUNTERS;
                    };
        };
    }

    /** For people, such as {@code rung d, link counters}. */
    @Override
    public String toString() {
        return "rung " + letter + ", " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
