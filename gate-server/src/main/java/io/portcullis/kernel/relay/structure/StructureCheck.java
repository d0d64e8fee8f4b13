package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.NodeReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Holds the relay graph of one moment against its invariants. Linear in its entries; depends only on
 * what it is given.
 */
public final class StructureCheck {

    /** Findings that are told; of the others only their number. */
    private static final int FINDINGS_MAX = 200;

    private StructureCheck() {}

    /** One look: what it found, and what the next must know of it. */
    public static Checked at(
            Instant at,
            Collection<NodeReport> reports,
            StructureRules rules,
            StructureMemory before) {
        return check(new RelayGraph(at, reports, rules), rules, before);
    }

    static Checked check(RelayGraph graph, StructureRules rules, StructureMemory before) {
        var sightings = new Sightings(graph, rules, before);
        var breaches = new Breaches(graph);
        var unknowns = new Unknowns(graph);
        var edges = new EdgeCheck(graph, rules, sightings, breaches);
        var denied = edges.denied();
        new ChainCheck(graph, rules, sightings, breaches, unknowns).check(denied);
        new WaitCheck(graph, rules, sightings, breaches).check();
        edges.check(unknowns);
        var findings = breaches.findings();
        var told = findings.subList(0, Math.min(findings.size(), FINDINGS_MAX));
        return new Checked(
                new StructureReport(
                        graph.at(),
                        told,
                        findings.size() - told.size() + breaches.beyond(),
                        List.copyOf(unknowns.all()),
                        graph.size()),
                sightings.memory());
    }

    /** A report, and the memory for the next. */
    public record Checked(StructureReport report, StructureMemory memory) {}
}
