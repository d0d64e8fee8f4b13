package io.portcullis.app.replay;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.decision.Decide;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.ExhaustionGuard;
import io.portcullis.kernel.decision.Look;
import io.portcullis.kernel.decision.RungDetail;
import io.portcullis.kernel.decision.StageProgress;
import io.portcullis.kernel.environment.health.Fitness;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One rollout played over the past by the engine and the decisions of live ones. A stage opens at
 * the look after PROCEED allowed it. Not thread-safe.
 */
final class PlayedRollout {

    private final RolloutSpec spec;
    private final Judging judging;
    private final Instant start;
    private final int looksBefore;
    private final RolloutAnalysis analysis;
    private Sight sight;
    private int stage;
    private int openedLook;
    private int look;
    private double logEvidenceMax;
    private double logThreshold;
    private @Nullable Decision decision;
    private boolean over;

    /**
     * @param start time of the look before its first
     */
    PlayedRollout(
            RolloutSpec spec, Judging judging, Sight sight, Instant start, EvidenceBefore before) {
        this.spec = spec;
        this.judging = judging;
        this.sight = sight;
        this.start = start;
        this.looksBefore = before.looks().size();
        this.analysis = RolloutAnalysis.start(AnalysisPlans.of(spec), before);
    }

    /**
     * Makes the next look.
     *
     * @param recent looks before it
     */
    void look(ServerEvidence counted, RecentPast recent) {
        if (stage == 0 || (decision instanceof Decision.Proceed && !over)) {
            open(stage + 1, recent);
        }
        look++;
        LookEvidence evidence = sight.see(counted);
        LookFindings findings = analysis.look(look, evidence);
        logEvidenceMax = Math.max(logEvidenceMax, findings.release().logTotal());
        logThreshold = findings.release().logThreshold();
        Decision decided = decide(findings, evidence, recent);
        decision = decided;
        over =
                switch (decided) {
                    case Decision.Abort _ -> true;
                    case Decision.Proceed _ -> stage == spec.plan().stageLast();
                    case Decision.Hold _ -> false;
                };
    }

    private void open(int number, RecentPast recent) {
        List<ServerEvidence> before = recent.all();
        analysis.openStage(
                number, RolloutLooks.withEvidence(before.stream().map(sight::see).toList()));
        sight = sight.atStage(number, before);
        stage = number;
        openedLook = look;
    }

    private Decision decide(LookFindings findings, LookEvidence evidence, RecentPast recent) {
        var seen =
                new Look(
                        new StageProgress(
                                stage,
                                look - openedLook,
                                spec.bakeLooks(stage),
                                looksBefore,
                                spec.lookLength()),
                        new TreeSet<>(spec.canaryShares(stage).keySet()),
                        newOnlyRegions(),
                        spec.plan().whenSharedHarm(),
                        findings,
                        evidence,
                        this::at,
                        count -> {
                            var looks = new ArrayList<LookEvidence>();
                            recent.last(count - 1).forEach(one -> looks.add(sight.see(one)));
                            looks.add(evidence);
                            return looks;
                        },
                        Fitness.FIT,
                        RolloutStructure.NONE);
        var signals = spec.service().signals();
        return RungDetail.over(
                ExhaustionGuard.over(Decide.at(seen, judging.policy()), seen, signals),
                signals,
                judging.rungs());
    }

    private SortedSet<Region> newOnlyRegions() {
        var regions = new TreeSet<Region>();
        spec.canaryShares(stage)
                .forEach((region, share) -> {
                    if (share >= 1) {
                        regions.add(region);
                    }
                });
        return regions;
    }

    private Instant at(int asked) {
        return start.plus(spec.lookLength().multipliedBy(asked));
    }

    /** Whether it was aborted or has passed its last stage. */
    boolean isOver() {
        return over;
    }

    /** The last one; null before the first look. */
    @Nullable Decision decision() {
        return decision;
    }

    Instant start() {
        return start;
    }

    int looks() {
        return look;
    }

    int looksBefore() {
        return looksBefore;
    }

    double logEvidenceMax() {
        return logEvidenceMax;
    }

    double logThreshold() {
        return logThreshold;
    }
}
