package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.distribution.Edge;
import io.portcullis.kernel.evidence.distribution.EdgeChoice;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.rule.RepeatedKs;
import io.portcullis.simulation.world.BucketWorld;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * A rollout of twelve regions and 132 links in which only a signal of buckets is heard of: its edges
 * are chosen, its buckets reduced and its dispersion calibrated as in a rollout, and it has its own
 * part of the error budget beside requests and acquires.
 */
final class BucketRun {

    private static final Setting USUAL = Setting.of(Noise.A0, Topology.onePair(12));

    private BucketRun() {}

    /** What the gate said, and after it the other rule, until both called it bad or half an hour. */
    static Watched.Calls play(
            SignalDefinition signal, BucketWorld.Source source, List<RepeatedKs> others) {
        var world = new BucketWorld(source);
        EvidenceBefore before = world.before(Watched.LOOKS_BEFORE);
        Edges edges = EdgeChoice.of(service(signal), before.looks());
        Gate gate =
                Gate.start(
                        plan(signal, edges),
                        new EvidenceBefore(
                                edges.reduce(before.looks()), edges.reduce(before.asIfCanary())));
        int gateAt = 0;
        var othersAt = new ArrayList<Integer>();
        others.forEach(_ -> othersAt.add(0));
        for (int look = 1; look <= Watched.HALF_HOUR; look++) {
            LookEvidence evidence = world.next();
            if (gateAt == 0) {
                gate.look(look, edges.reduce(evidence));
                gateAt = gate.failed() ? look : 0;
            }
            for (int other = 0; other < others.size(); other++) {
                others.get(other).look(look, evidence);
                boolean first = othersAt.get(other) == 0 && others.get(other).failed();
                othersAt.set(other, first ? Integer.valueOf(look) : othersAt.get(other));
            }
            if (gateAt > 0 && !othersAt.contains(0)) {
                break;
            }
        }
        return calls(gate, gateAt, othersAt);
    }

    private static Watched.Calls calls(Gate gate, int gateAt, List<Integer> othersAt) {
        var failedAt = new ArrayList<Integer>();
        failedAt.add(gateAt);
        failedAt.addAll(othersAt);
        return new Watched.Calls(failedAt, List.of(gate.strongest()), List.of(gate.last()));
    }

    private static ServiceDefinition service(SignalDefinition signal) {
        return new ServiceDefinition(
                new ServiceName("simulated"),
                USUAL.topology().regions(),
                USUAL.topology().links(),
                List.of(signal));
    }

    private static AnalysisPlan plan(SignalDefinition signal, Edges edges) {
        var signals = new ArrayList<SignalPlan>();
        signals.add(SignalPlan.requests(Sites.REQUESTS));
        signals.add(SignalPlan.acquires(Sites.ACQUIRES));
        List<Edge> chosen = edges.of(signal.name());
        for (Edge edge : chosen) {
            signals.add(
                    new SignalPlan(
                            edge.signal(),
                            SignalPlan.Kind.REGION,
                            signal.weight() / chosen.size(),
                            signal.toleranceRatio(),
                            signal.baselineRatioMax(),
                            SignalPlan.Worse.MORE,
                            SignalPlan.Proof.REQUIRED,
                            signal.kind() == SignalKind.LEVEL
                                    ? SignalPlan.Persistence.LASTING
                                    : SignalPlan.Persistence.ANEW));
        }
        return new AnalysisPlan(
                USUAL.topology().regions(),
                USUAL.topology().links(),
                signals,
                List.of(new StagePlan(1, USUAL.shares(), Watched.HALF_HOUR)),
                Gate.LOOKS_OF_A_DAY,
                AnalysisParameters.DEFAULT);
    }
}
