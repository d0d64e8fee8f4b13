package io.portcullis.kernel.rollout;

import static io.portcullis.kernel.rollout.RolloutFixture.ANA;
import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.CONTROL;
import static io.portcullis.kernel.rollout.RolloutFixture.EAST;
import static io.portcullis.kernel.rollout.RolloutFixture.PIPELINE;
import static io.portcullis.kernel.rollout.RolloutFixture.START;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static io.portcullis.kernel.rollout.RolloutFixture.abort;
import static io.portcullis.kernel.rollout.RolloutFixture.draining;
import static io.portcullis.kernel.rollout.RolloutFixture.hold;
import static io.portcullis.kernel.rollout.RolloutFixture.onlyOld;
import static io.portcullis.kernel.rollout.RolloutFixture.proceed;
import static io.portcullis.kernel.rollout.RolloutFixture.spec;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.HoldExpiry;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutInput.AdmissionJudged;
import io.portcullis.kernel.rollout.RolloutInput.Failure;
import io.portcullis.kernel.rollout.TransitionResult.Transition;
import io.portcullis.kernel.rollout.TransitionResult.TransitionIllegal;
import io.portcullis.testing.ForAllSeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold for a rollout whatever it is told, in whatever order. */
final class RolloutPropertiesTest {

    private static final int INPUTS = 120;

    @ForAllSeeds(300)
    void stateIsTheFoldOfTheLog(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS; step++) {
            walk.step();
        }

        assertThat(Rollout.fold(walk.log)).isEqualTo(walk.rollout);
    }

    @ForAllSeeds(300)
    void anAbortNeverBecomesAProceed(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS; step++) {
            var before = walk.rollout.course().abort();
            walk.step();

            if (before != null) {
                assertThat(walk.rollout.course().abort()).isEqualTo(before);
                assertThat(walk.rollout.isJudged()).isFalse();
                assertThat(Answer.about(walk.rollout, walk.rollout.stage(), proceed(1), List.of()))
                        .isEqualTo(before);
            }
        }
    }

    @ForAllSeeds(300)
    void aFinishedRolloutAcceptsNothing(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS; step++) {
            boolean finished = walk.rollout.state().isTerminal();
            var result = walk.step();

            if (finished) {
                assertThat(result).isInstanceOf(TransitionIllegal.class);
            }
        }
    }

    @ForAllSeeds(300)
    void anythingTouchedIsRestoredBeforeItEndsBackwards(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS; step++) {
            walk.step();
        }

        if (walk.rollout.state() instanceof RolloutState.RolledBack(var rollback)) {
            boolean touched = walk.rollout.course().stageTouched() > 0;
            assertThat(rollback != null).isEqualTo(touched);
        }
    }

    @ForAllSeeds(300)
    void noActionIsOrderedTwiceUnderOneKey(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS; step++) {
            walk.step();
        }

        assertThat(walk.keys).doesNotHaveDuplicates();
    }

    /** From every state that is reached and not terminal, some input leads to another. */
    @Test
    void everyStateHasAWayOut() {
        Set<RolloutState.Name> reached = EnumSet.noneOf(RolloutState.Name.class);
        Set<RolloutState.Name> left = EnumSet.noneOf(RolloutState.Name.class);
        for (long seed = 1; seed <= 2_000; seed++) {
            var walk = new Walk(seed);
            for (int step = 0; step < INPUTS; step++) {
                var before = walk.rollout.state().name();
                walk.step();
                reached.add(before);
                if (walk.rollout.state().name() != before) {
                    left.add(before);
                }
            }
        }

        assertThat(reached).containsExactlyInAnyOrder(RolloutState.Name.values());
        assertThat(left)
                .containsExactlyInAnyOrderElementsOf(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        RolloutState.Name.REFUSED,
                                        RolloutState.Name.ROLLED_BACK,
                                        RolloutState.Name.SUCCEEDED)));
    }

    /** Without people and news, looks and time alone lead to an end, or to somebody being told. */
    @ForAllSeeds(300)
    void everyWaitEndsOrTellsSomebody(long seed) {
        var walk = new Walk(seed);
        for (int step = 0; step < INPUTS / 4; step++) {
            walk.step();
        }
        boolean silent =
                walk.rollout.state().isTerminal()
                        || walk.rollout.state() instanceof RolloutState.Requested
                        || isTold(walk.rollout.state());
        int pages = walk.pages;

        for (int step = 0; step < 200; step++) {
            walk.look++;
            walk.now = walk.now.plusSeconds(60);
            walk.tell(
                    new RolloutInput.LookJudged(
                            walk.look, hold(walk.rollout.stage(), ReasonType.EVIDENCE)));
            walk.tell(new RolloutInput.TimePassed());
        }

        assertThat(walk.pages > pages || silent || isRecovering(walk.rollout.state())).isTrue();
    }

    private static boolean isTold(RolloutState state) {
        return state instanceof RolloutState.RollbackIneffective
                || (state instanceof RolloutState.Paused paused && paused.told() && paused.spent());
    }

    /** The recovery test has a limit of its own, and reports it. */
    private static boolean isRecovering(RolloutState state) {
        return state instanceof RolloutState.Verifying(var rollback) && rollback.isAlone();
    }

    /** A rollout that is told random things; most of them make sense where it is. */
    private static final class Walk {

        private final Random random;
        private final List<LoggedEvent> log = new ArrayList<>();
        private final List<String> keys = new ArrayList<>();
        private Rollout rollout;
        private Instant now = START;
        private int look;
        private int pages;

        Walk(long seed) {
            random = new Random(seed);
            var spec = spec(pick(Mode.values()), pick(Driver.values()), pick(HoldExpiry.values()));
            var requested = Transitions.request(spec, ANA, START);
            rollout = requested.rollout();
            log.addAll(requested.events());
        }

        TransitionResult step() {
            now = now.plusSeconds(random.nextInt(300));
            look += random.nextInt(2);
            return tell(input());
        }

        TransitionResult tell(RolloutInput input) {
            var result = Transitions.on(rollout, input, now);
            if (result instanceof Transition transition) {
                rollout = transition.rollout();
                log.addAll(transition.events());
                for (Action action : transition.actions()) {
                    keys.add(action.key());
                    pages += action instanceof Action.Page ? 1 : 0;
                }
                assertThat(new HashSet<>(log)).hasSameSizeAs(log);
            }
            return result;
        }

        private RolloutInput input() {
            return switch (random.nextInt(16)) {
                case 0 -> new AdmissionJudged(random.nextInt(4) == 0 ? refusal() : List.of());
                case 1 -> new RolloutInput.PauseRequested(look, ANA, "why not");
                case 2 -> new RolloutInput.ResumeRequested(look, ANA, "");
                case 3 ->
                        random.nextInt(5) == 0
                                ? new RolloutInput.AbortRequested(look, ANA, "enough")
                                : new RolloutInput.TimePassed();
                case 4 -> new RolloutInput.CloseRequested(ANA, "fine");
                case 5 ->
                        new RolloutInput.RestoreFailed(
                                region(), CONTROL, pick(Failure.values()), "no " + look % 3);
                case 6, 7 -> new RolloutInput.RestoreApplied(region(), CONTROL);
                case 8, 9 ->
                        new RolloutInput.CensusTaken(
                                region(), look, random.nextInt(4) == 0 ? draining() : onlyOld());
                case 10 -> new RolloutInput.RegionRecovered(region(), look);
                case 11 -> new RolloutInput.RecoveryGaveUp(look, List.of("still bad"));
                case 12 ->
                        new RolloutInput.StageOpenReported(
                                rollout.stage() + random.nextInt(3), look, PIPELINE);
                case 13 ->
                        new RolloutInput.StageOpenFailed(rollout.stage() + 1, CONTROL, "refused");
                default -> new RolloutInput.LookJudged(look, decision());
            };
        }

        private Decision decision() {
            int stage = random.nextInt(12) == 0 ? random.nextInt(4) : rollout.stage();
            return switch (random.nextInt(14)) {
                case 0 -> abort(stage);
                case 1, 2, 3, 4, 5, 6 -> proceed(stage);
                default -> hold(stage, pick(ReasonType.values()));
            };
        }

        private Region region() {
            return pick(new Region[] {WEST, CENTRAL, EAST});
        }

        private <T> T pick(T[] values) {
            return values[random.nextInt(values.length)];
        }

        private static List<Reason> refusal() {
            return List.of(Reason.of(ReasonType.ROLLOUT_RUNNING, "Another one is running."));
        }
    }
}
