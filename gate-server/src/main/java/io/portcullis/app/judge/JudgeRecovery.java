package io.portcullis.app.judge;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.LookReport;
import io.portcullis.app.Progress;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.analysis.finding.RegionRecovery.GroupRecovery;
import io.portcullis.kernel.analysis.finding.RegionRecovery.Status;
import io.portcullis.kernel.analysis.recovery.RecoveryTest;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Rollback;
import io.portcullis.kernel.rollout.Rollback.By;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.rollout.RolloutState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Judges one look of a rollout on its way back. */
final class JudgeRecovery {

    private final RolloutLooks looks;
    private final EvidenceCensus census;

    JudgeRecovery(RolloutLooks looks, EvidenceCensus census) {
        this.looks = looks;
        this.census = census;
    }

    Judged look(Progress progress, Memory before, LookEvidence evidence, Instant now) {
        int look = progress.lastLook() + 1;
        Rollback rollback = progress.rollout().rollback().orElseThrow();
        if (rollback.by() == By.CALLER) {
            census.take(progress, look, evidence, now);
        }
        RecoveryTest test = test(progress, before);
        var alone = progress.rollout().rollback().orElseThrow().regionsAlone();
        Map<Region, RegionRecovery> recoveries = test.look(look, evidence, alone);
        tell(progress, look, recoveries.values(), now);
        progress.tell(new RolloutInput.TimePassed(), now);
        return new Judged(
                new LookReport(
                        look,
                        evidence,
                        abort(progress.rollout()),
                        null,
                        List.copyOf(recoveries.values()),
                        0,
                        0),
                new Memory.OfRecovery(test));
    }

    private RecoveryTest test(Progress progress, Memory before) {
        if (before instanceof Memory.OfRecovery(var test)) {
            return test;
        }
        var spec = progress.rollout().spec();
        var rollback = progress.rollout().rollback().orElseThrow();
        return RecoveryTest.start(
                AnalysisPlans.of(spec),
                rollback.regions().keySet(),
                looks.upTo(spec, referenceLook(progress, before)));
    }

    private static void tell(
            Progress progress, int look, Collection<RegionRecovery> recoveries, Instant now) {
        for (RegionRecovery recovery : recoveries) {
            if (recovery.status() == Status.RECOVERED && !progress.rollout().state().isTerminal()) {
                progress.tell(new RolloutInput.RegionRecovered(recovery.region(), look), now);
            }
        }
        boolean verifying =
                progress.rollout().state() instanceof RolloutState.Verifying(var rollback)
                        && rollback.isAlone();
        boolean gaveUp = recoveries.stream().anyMatch(one -> one.status() == Status.GAVE_UP);
        if (verifying && gaveUp) {
            progress.tell(new RolloutInput.RecoveryGaveUp(look, stillBad(recoveries)), now);
        }
    }

    private static List<String> stillBad(Collection<RegionRecovery> recoveries) {
        return recoveries.stream()
                .filter(recovery -> recovery.status() != Status.RECOVERED)
                .flatMap(JudgeRecovery::stillBad)
                .distinct()
                .toList();
    }

    private static Stream<String> stillBad(RegionRecovery recovery) {
        var bad =
                recovery.groups().stream()
                        .filter(group -> !group.pass().passes() || group.recentlyUnhealthy())
                        .map(GroupRecovery::key)
                        .map(key -> key + " is not as before")
                        .toList();
        return bad.isEmpty()
                ? Stream.of(recovery.region() + " was not as before for long enough")
                : bad.stream();
    }

    private static Decision abort(Rollout rollout) {
        Decision.Abort abort = rollout.course().abort();
        if (abort == null) {
            throw new IllegalStateException(rollout.spec().id() + " rolls back without an abort");
        }
        return abort;
    }

    /**
     * The looks before the rollout; where they were too few to start from, those up to the start of
     * the analysis, or to the opening of the first stage: before both nothing was touched.
     */
    private static int referenceLook(Progress progress, Memory before) {
        return before instanceof Memory.OfRelease release
                ? release.referenceLook()
                : firstOpenedLook(progress);
    }

    private static int firstOpenedLook(Progress progress) {
        return progress.log().stream()
                .map(LoggedEvent::event)
                .filter(RolloutEvent.StageOpened.class::isInstance)
                .map(RolloutEvent.StageOpened.class::cast)
                .mapToInt(RolloutEvent.StageOpened::look)
                .findFirst()
                .orElse(0);
    }
}
