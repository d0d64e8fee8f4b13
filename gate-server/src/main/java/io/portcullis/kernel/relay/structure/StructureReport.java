package io.portcullis.kernel.relay.structure;

import java.time.Instant;
import java.util.List;

/**
 * What one look at the relay graph found.
 *
 * @param findings invariants that do not hold, faults first
 * @param hidden findings beyond those shown
 * @param undecided what could not be told
 * @param size what was looked at
 */
public record StructureReport(
        Instant at,
        List<StructureFinding> findings,
        int hidden,
        List<Undecided> undecided,
        Size size) {

    public StructureReport {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
    }

    /**
     * What there was to look at.
     *
     * @param nodes that ever reported
     * @param freshNodes whose report can be taken for the present
     */
    public record Size(int nodes, int freshNodes, int edges, int tracks) {}
}
