package io.portcullis.kernel.evidence;

import io.portcullis.kernel.evidence.SignalDefinition.Scope;
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

    /** What a signal stands on when it is pushed, or pulled with the versions of both ends. */
    public static Rung of(SignalDefinition signal) {
        return of(signal, SourceVersion.KNOWN);
    }

    /**
     * What a signal stands on. On links without the version at the source, only the pair of regions
     * and the version at one end are known: no more than client errors tell.
     */
    public static Rung of(SignalDefinition signal, SourceVersion sourceVersion) {
        return switch (signal.kind()) {
            case PROBE -> PROBES;
            case STRUCTURE -> EDGE_REPORTS;
            case RATIO, RATE, LATENCY, LEVEL, ABSENCE, TRAFFIC -> {
                if (signal.scope() == Scope.REGION) {
                    yield DESTINATION_COUNTERS;
                }
                yield sourceVersion == SourceVersion.KNOWN ? LINK_COUNTERS : CLIENT_ERRORS;
            }
        };
    }

    /** Whether counts on links name the version at the source. */
    public enum SourceVersion {
        KNOWN,
        UNKNOWN
    }

    /** For people, such as {@code rung d, link counters}. */
    @Override
    public String toString() {
        return "rung " + letter + ", " + name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
