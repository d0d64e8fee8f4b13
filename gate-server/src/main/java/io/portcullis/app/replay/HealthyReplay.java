package io.portcullis.app.replay;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.gather.EverythingOld;
import io.portcullis.app.gather.PseudoShares;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.history.ChanceLimits;
import io.portcullis.kernel.analysis.history.LikeWithLike;
import io.portcullis.kernel.analysis.history.Quantiles;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.PseudoCanary;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.distribution.EdgeChoice;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Plays many rollouts of nothing new over a time in which nothing was wrong, each with other servers
 * as its canary, as many at once as overlap. Memory grows with those, not with the time. Not
 * thread-safe.
 */
final class HealthyReplay {

    private static final int ALARMS_MAX = 20;
    private static final double CONFIDENCE = 0.95;

    /** Apart from the seed of what is judged: the real canary is not known when calibrating. */
    private static final long CALIBRATION = 0x5851f42d4c957f2dL;

    private final RolloutSpec spec;
    private final Judging judging;
    private final ReplayRequest.Healthy asked;
    private final HealthyLayout layout;
    private final AnalysisPlan plan;
    private final LikeWithLike likeWithLike;
    private final RecentPast recent = new RecentPast(AnalysisPlan.LOOKS_BEFORE_MAX);
    private final List<PlayedRollout> active = new ArrayList<>();
    private final List<PlayedRollout> ended = new ArrayList<>();
    private int index;
    private int begun;
    private int skipped;

    HealthyReplay(
            RolloutSpec spec, Judging judging, ReplayRequest.Healthy asked, HealthyLayout layout) {
        this.spec = spec;
        this.judging = judging;
        this.asked = asked;
        this.layout = layout;
        this.plan = AnalysisPlans.of(spec);
        this.likeWithLike = new LikeWithLike(plan);
    }

    /** Plays one look in every rollout it belongs to; says whether more are wanted. */
    boolean take(ServerEvidence look) {
        while (begun < layout.starts().length && layout.starts()[begun] == index) {
            begin(look);
            begun++;
        }
        for (PlayedRollout rollout : active) {
            rollout.look(look, recent);
            if (rollout.isOver() || rollout.looks() >= layout.looksEach()) {
                ended.add(rollout);
            }
        }
        active.removeAll(ended);
        recent.add(look);
        index++;
        return done() < layout.starts().length;
    }

    private void begin(ServerEvidence first) {
        List<ServerEvidence> before = recent.all();
        var looks = RolloutLooks.withEvidence(before.stream().map(EverythingOld::look).toList());
        if (looks.size() < judging.policy().looksBeforeMin()) {
            skipped++;
            return;
        }
        long seed = asked.seed() + begun;
        var canary =
                PseudoCanary.ofServers(
                        seed ^ CALIBRATION,
                        ServerEvidence.oldServers(before, EverythingOld::arm),
                        PseudoShares.of(spec));
        var asIfCanary =
                RolloutLooks.withEvidence(
                        before.stream()
                                .map(look -> canary.split(look, EverythingOld::arm))
                                .map(Sight.Split::judged)
                                .toList());
        likeWithLike.add(asIfCanary);
        var edges = EdgeChoice.of(spec.service(), looks);
        active.add(
                new PlayedRollout(
                        spec.judgedBy(edges),
                        judging,
                        new ByEdges(new Sight.OfNothingNew(spec, seed), edges),
                        first.at().minus(spec.lookLength()),
                        new EvidenceBefore(edges.reduce(looks), edges.reduce(asIfCanary))));
    }

    /** Rollouts played to their end, or left out. */
    int done() {
        return ended.size() + skipped;
    }

    /** Rollouts left out, for too little was known of the time before them. */
    int skipped() {
        return skipped;
    }

    /** Rollouts played. */
    int played() {
        return ended.size();
    }

    /** Once at least one was played. */
    ReplayReport.Healthy report() {
        var largest =
                new Quantiles(ended.stream().mapToDouble(PlayedRollout::logEvidenceMax).toArray());
        return new ReplayReport.Healthy(
                asked.from(),
                asked.to(),
                ended.size(),
                layout.apart(),
                layout.looksEach(),
                ends(),
                new ReplayReport.Evidence(largest.at(0.5), largest.at(0.99), largest.max()),
                ended.getFirst().logThreshold(),
                likeWithLike.levels(),
                advice());
    }

    private ReplayReport.Ends ends() {
        var aborted = with(Decision.Abort.class);
        var held = with(Decision.Hold.class);
        return new ReplayReport.Ends(
                aborted.size(),
                with(Decision.Proceed.class).size(),
                held.size(),
                ChanceLimits.of(aborted.size(), ended.size(), CONFIDENCE),
                plan.parameters().releaseAlpha() + plan.parameters().sharedAlpha(),
                aborted.stream().limit(ALARMS_MAX).map(HealthyReplay::alarm).toList(),
                heldFor(held));
    }

    private List<PlayedRollout> with(Class<? extends Decision> kind) {
        return ended.stream()
                .filter(rollout -> kind.isInstance(rollout.decision()))
                .sorted(Comparator.comparing(PlayedRollout::start))
                .toList();
    }

    private static ReplayReport.Alarm alarm(PlayedRollout rollout) {
        Decision decision = rollout.decision();
        if (decision == null) {
            throw new IllegalStateException("a rollout ended before its first look");
        }
        return new ReplayReport.Alarm(rollout.start(), decision);
    }

    private static List<ReplayReport.HeldFor> heldFor(Collection<PlayedRollout> held) {
        var counts = new EnumMap<ReasonType, ReplayReport.HeldFor>(ReasonType.class);
        for (PlayedRollout rollout : held) {
            if (rollout.decision() instanceof Decision.Hold(_, var reasons)) {
                var firsts =
                        reasons.stream()
                                .collect(
                                        Collectors.toMap(
                                                Reason::type, Reason::text, (first, _) -> first));
                firsts.forEach((type, text) ->
                        counts.merge(
                                type,
                                new ReplayReport.HeldFor(type, 1, text),
                                (known, _) ->
                                        new ReplayReport.HeldFor(
                                                type, known.intervals() + 1, known.example())));
            }
        }
        return counts.values().stream()
                .sorted(Comparator.comparingInt(ReplayReport.HeldFor::intervals).reversed())
                .toList();
    }

    private List<ReplayReport.SignalAdvice> advice() {
        Map<SignalName, Double> tolerances =
                plan.signals().stream()
                        .collect(Collectors.toMap(SignalPlan::signal, SignalPlan::toleranceRatio));
        return likeWithLike.differences().stream()
                .map(difference ->
                        new ReplayReport.SignalAdvice(
                                difference, tolerances.getOrDefault(difference.signal(), 1.1)))
                .toList();
    }
}
