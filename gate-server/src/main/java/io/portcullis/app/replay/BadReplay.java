package io.portcullis.app.replay;

import io.portcullis.app.gather.PseudoShares;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.PseudoCanary;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.distribution.EdgeChoice;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays one bad deployment: its first stage opens when it began, and arms are told by the versions
 * its servers named. Not thread-safe.
 */
final class BadReplay {

    private final RolloutSpec spec;
    private final Judging judging;
    private final ReplayRequest.Bad asked;
    private final Sight.ByVersion sight;
    private final RecentPast recent = new RecentPast(AnalysisPlan.LOOKS_BEFORE_MAX);
    private final Map<Region, Double> unknown = new HashMap<>();
    private @Nullable PlayedRollout rollout;
    private double canaryExposure;
    private boolean tooLittleBefore;

    BadReplay(RolloutSpec spec, Judging judging, ReplayRequest.Bad asked) {
        this.spec = spec;
        this.judging = judging;
        this.asked = asked;
        this.sight = Sight.ByVersion.of(spec);
    }

    /** Plays one look; says whether more are wanted. */
    boolean take(ServerEvidence look) {
        if (rollout == null && !look.at().isBefore(asked.from())) {
            rollout = begin();
        }
        var playing = rollout;
        if (playing != null) {
            count(sight.see(look));
            playing.look(look, recent);
        }
        recent.add(look);
        return !tooLittleBefore && (playing == null || !playing.isOver());
    }

    private PlayedRollout begin() {
        List<ServerEvidence> before = recent.all();
        var looks = RolloutLooks.withEvidence(before.stream().map(sight::see).toList());
        tooLittleBefore = looks.size() < judging.policy().looksBeforeMin();
        var releases = sight.releases();
        var canary =
                PseudoCanary.ofServers(
                        PseudoShares.seed(spec),
                        ServerEvidence.oldServers(before, releases::arm),
                        PseudoShares.of(spec));
        var asIfCanary =
                before.stream()
                        .map(look -> releases.judged(canary.split(look, releases::arm)))
                        .toList();
        var edges = EdgeChoice.of(spec.service(), looks);
        return new PlayedRollout(
                spec.judgedBy(edges),
                judging,
                new ByEdges(sight, edges),
                asked.from(),
                new EvidenceBefore(
                        edges.reduce(looks), edges.reduce(RolloutLooks.withEvidence(asIfCanary))));
    }

    private void count(LookEvidence evidence) {
        evidence.unknownArms().forEach((region, more) -> unknown.merge(region, more, Double::sum));
        for (Map.Entry<Cell, Counts> counted : evidence.counts().entrySet()) {
            boolean canary =
                    switch (counted.getKey()) {
                        case Cell.InRegion in -> in.arm() == Arm.CANARY;
                        case Cell.OnLink on ->
                                on.sourceArm() == Arm.CANARY || on.destinationArm() == Arm.CANARY;
                    };
            canaryExposure += canary ? counted.getValue().exposure() : 0;
        }
    }

    private static boolean isAborted(PlayedRollout rollout) {
        return rollout.decision() instanceof Decision.Abort;
    }

    /** Whether too few looks before it could be read to begin at all. */
    boolean isTooLittleBefore() {
        return tooLittleBefore || rollout == null;
    }

    /**
     * Once it was played.
     *
     * @param gaps what could not be read
     */
    ReplayReport.Bad report(List<Gap> gaps) {
        var played = rollout;
        Decision decision = played == null ? null : played.decision();
        if (played == null || decision == null) {
            throw new IllegalStateException("nothing was played");
        }
        Duration after = isAborted(played) ? spec.lookLength().multipliedBy(played.looks()) : null;
        return new ReplayReport.Bad(
                asked,
                decision,
                after,
                played.looks(),
                played.looksBefore(),
                played.logEvidenceMax(),
                played.logThreshold(),
                canaryExposure,
                unknown,
                gaps);
    }
}
