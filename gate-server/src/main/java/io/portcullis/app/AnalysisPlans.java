package io.portcullis.app;

import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.stream.Stream;

/** Says to the analysis what a rollout plans. */
public final class AnalysisPlans {

    private AnalysisPlans() {}

    public static AnalysisPlan of(RolloutSpec spec) {
        var stages = new ArrayList<StagePlan>();
        for (int stage = 1; stage <= spec.plan().stageLast(); stage++) {
            stages.add(new StagePlan(stage, spec.canaryShares(stage), spec.bakeLooks(stage)));
        }
        var service = spec.service();
        return new AnalysisPlan(
                service.regions(),
                service.links(),
                service.signals().stream()
                        .flatMap(signal -> signals(signal, spec.edges()))
                        .toList(),
                stages,
                spec.looksPlanned(),
                parameters(spec.plan().recoveredFor().inLooks(spec.lookLength())));
    }

    /** One for each edge, with an even part of the signal's weight; none while none is chosen. */
    private static Stream<SignalPlan> signals(SignalDefinition signal, Edges edges) {
        if (!signal.isDistributed()) {
            return Stream.of(plan(signal, signal.name(), signal.weight()));
        }
        var chosen = edges.of(signal.name());
        return chosen.stream()
                .map(edge -> plan(signal, edge.signal(), signal.weight() / chosen.size()));
    }

    private static SignalPlan plan(SignalDefinition signal, SignalName name, double weight) {
        return new SignalPlan(
                name,
                switch (signal.scope()) {
                    case REGION -> SignalPlan.Kind.REGION;
                    case LINK -> SignalPlan.Kind.LINK;
                },
                weight,
                signal.toleranceRatio(),
                signal.baselineRatioMax(),
                switch (signal.worse()) {
                    case HIGH -> SignalPlan.Worse.MORE;
                    case LOW -> SignalPlan.Worse.FEWER;
                },
                switch (signal.proof()) {
                    case REQUIRED -> SignalPlan.Proof.REQUIRED;
                    case WAIVED -> SignalPlan.Proof.WAIVED;
                },
                switch (signal.kind()) {
                    case LEVEL -> SignalPlan.Persistence.LASTING;
                    case RATIO, RATE, LATENCY, PROBE, STRUCTURE, ABSENCE, TRAFFIC ->
                            SignalPlan.Persistence.ANEW;
                });
    }

    private static AnalysisParameters parameters(int recoveredForLooks) {
        var standard = AnalysisParameters.DEFAULT;
        return new AnalysisParameters(
                standard.releaseAlpha(),
                standard.sharedAlpha(),
                standard.passBeta(),
                standard.undecidedDelta(),
                standard.toleranceExcess(),
                standard.coverageAttemptsMin(),
                standard.coverageAttemptsExpected(),
                standard.canaryErrorsMin(),
                recoveredForLooks,
                standard.dispersion());
    }
}
