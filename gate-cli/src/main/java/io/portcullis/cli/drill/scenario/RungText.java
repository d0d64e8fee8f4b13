package io.portcullis.cli.drill.scenario;

import java.util.Locale;

/** The ladder of evidence about a mesh: which evidence a drill feeds the gate. */
public enum RungText {
    /** Counters at the destination. */
    A,
    /** Probes of agents between regions. */
    B,
    /** Calls between servers, as their callers count them. */
    C,
    /** Counters of links, with the versions at both ends. */
    D,
    /** Reports of every edge. */
    E;

    /** As people write it. */
    public String letter() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether neither links nor edges are told, but something else of the mesh. */
    boolean isBelowLinks() {
        return this == A || this == B || this == C;
    }
}
