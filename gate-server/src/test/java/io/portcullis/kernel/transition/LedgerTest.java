package io.portcullis.kernel.transition;

import static io.portcullis.kernel.transition.Processes.EU;
import static io.portcullis.kernel.transition.Processes.SESSIONS;
import static io.portcullis.kernel.transition.Processes.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.transition.Processes.Times;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class LedgerTest {

    private final Processes world = new Processes();

    private void steady(int looks, String... processes) {
        for (int i = 0; i < looks; i++) {
            for (String process : processes) {
                world.says(process, Arm.STABLE, -100, 200);
            }
            world.then();
        }
    }

    @Nested
    final class ARestartIntoTheNewVersion {

        @Test
        void cutsAllThatWasLeft() {
            steady(5, "media-1", "media-2");

            world.says("media-1", Arm.CANARY, 5, 0).says("media-2", Arm.STABLE, -100, 200).then();

            var harm = world.forward().getFirst();
            assertThat(harm.regions().get(EU)).isEqualTo(new WorkHarm.Sum(1, 200, 200, 200, 200));
            assertThat(world.ledger.harm().over(TransitionPolicy.DEFAULT, 0)).containsExactly(harm);
        }

        @Test
        void isKnownByANewStartAloneOrANewVersionAlone() {
            for (int i = 0; i < 4; i++) {
                world.saysWithoutStart("media-1", Arm.STABLE, 200).then();
            }

            world.saysWithoutStart("media-1", Arm.CANARY, 3).then();

            assertThat(world.cutMin()).isEqualTo(200);
        }

        @Test
        void isNoHarmWhenDrainedToZero() {
            steady(3, "media-1");
            for (int left : List.of(150, 80, 20, 0)) {
                world.says("media-1", Arm.STABLE, -100, left).then();
            }

            world.says("media-1", Arm.CANARY, 7, 0).then();

            assertThat(world.forward().getFirst().regions().get(EU))
                    .isEqualTo(new WorkHarm.Sum(1, 200, 0, 0, 0));
            assertThat(world.ledger.harm().over(TransitionPolicy.DEFAULT, 0)).isEmpty();
        }

        @Test
        void mayHaveDrainedAsFastAsItEverFell() {
            steady(3, "media-1");
            for (int left : List.of(150, 100, 60, 40)) {
                world.says("media-1", Arm.STABLE, -100, left).then();
            }

            world.says("media-1", Arm.CANARY, 8, 0).then();

            assertThat(world.cutMin()).isZero();
            assertThat(world.cutMax()).isEqualTo(40);
        }

        @Test
        void cutsWhatALongDrainLeftAtItsDeadline() {
            steady(3, "media-1");
            for (int left = 199; left >= 150; left--) {
                world.says("media-1", Arm.STABLE, -100, left).then();
            }

            world.says("media-1", Arm.CANARY, 53, 0).then();

            assertThat(world.cutMin()).isEqualTo(149);
            assertThat(world.cutMax()).isEqualTo(150);
        }

        @Test
        void boundsWhatNobodyKnowsOfAnOldSample() {
            steady(5, "media-1");
            for (int i = 0; i < 20; i++) {
                world.then();
            }

            world.says("media-1", Arm.CANARY, 25, 0).then();

            assertThat(world.cutMin()).isZero();
            assertThat(world.cutMax()).isEqualTo(200);
        }
    }

    @Nested
    final class NoReplacement {

        @Test
        void isAScrapeGapOfALivingProcess() {
            steady(5, "media-1", "media-2");
            for (int i = 0; i < 10; i++) {
                world.says("media-2", Arm.STABLE, -100, 200).then();
            }
            steady(2, "media-1", "media-2");

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }

        @Test
        void isAnOldServerThatRebootsNowAndThen() {
            steady(5, "media-1", "media-2");
            world.says("media-1", Arm.STABLE, 5, 0).says("media-2", Arm.STABLE, -100, 200).then();

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }

        @Test
        void isAnOldPodThatIsMoved() {
            world.exist("a", "b", "canary");
            steady(1, "a", "b");
            world.says("canary", Arm.CANARY, 1, 0).exist("a", "b", "canary");
            steady(1, "a", "b");
            world.says("canary", Arm.CANARY, 1, 50).exist("b", "canary", "c");
            world.says("b", Arm.STABLE, -100, 200).says("c", Arm.STABLE, 3, 0).then();
            for (int i = 0; i < 5; i++) {
                world.exist("b", "canary", "c").says("canary", Arm.CANARY, 1, 50);
                world.says("b", Arm.STABLE, -100, 200).says("c", Arm.STABLE, 3, 9).then();
            }

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }

        @Test
        void isAServerScaledAway() {
            world.exist("a", "b");
            steady(1, "a", "b");
            for (int i = 0; i < 40; i++) {
                world.exist("b").says("b", Arm.STABLE, -100, 200).then();
            }

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }

        @Test
        void isAServerOnAnotherListStill() {
            world.exist("a", "b");
            steady(1, "a", "b");
            world.says(Processes.sample("other", "a", Arm.STABLE, new Times(at(2), null), 7))
                    .then();
            for (int i = 0; i < 9; i++) {
                world.exist("a", "b", "new").says("new", Arm.CANARY, 2, 0);
                world.says("b", Arm.STABLE, -100, 200).then();
            }

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }
    }

    @Nested
    final class APodThatGoes {

        @Test
        void wasReplacedByTheOneThatComes() {
            world.exist("a", "b");
            steady(3, "a", "b");
            world.exist("a", "b");
            steady(1, "a", "b");

            world.exist("b", "new").says("b", Arm.STABLE, -100, 200);
            world.says("new", Arm.CANARY, 5, 0).then();
            world.exist("b", "new").says("b", Arm.STABLE, -100, 200).then();

            assertThat(world.ledger.harm().replacements())
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.process()).isEqualTo("a");
                        assertThat(one.end()).isEqualTo(Replacement.End.GONE);
                        assertThat(one.work().getFirst().cutMin()).isEqualTo(200);
                    });
        }

        @Test
        void wasReplacedByOneStartedBeforehandUnlessAnOldOneComes() {
            world.exist("a", "b");
            steady(3, "a", "b");
            world.says("surge", Arm.CANARY, 3, 0).exist("a", "b", "surge");
            steady(2, "a", "b");

            for (int i = 0; i < 4; i++) {
                world.exist("b", "surge").says("b", Arm.STABLE, -100, 200);
                world.says("surge", Arm.CANARY, 3, 10).then();
            }

            assertThat(world.cutMin()).isEqualTo(200);
        }

        @Test
        void isCountedOnceWhenItsNameIsTakenAgain() {
            world.exist("media-0");
            steady(4, "media-0");
            world.exist("other").says("other", Arm.STABLE, -100, 1).then();

            world.says("media-0", Arm.CANARY, 6, 0).exist("other", "media-0").then();
            world.says("media-0", Arm.CANARY, 6, 3).exist("other", "media-0").then();

            assertThat(world.forward().getFirst().regions().get(EU).processes()).isEqualTo(1);
            assertThat(world.cutMin()).isEqualTo(200);
        }

        @Test
        void wasReplacedWhenItFallsSilentAndAnotherBegins() {
            steady(6, "a", "b");
            for (int i = 0; i < 5; i++) {
                world.says("b", Arm.STABLE, -100, 200).says("new", Arm.CANARY, 6, i).then();
            }

            assertThat(world.cutMin()).isEqualTo(200);
        }

        @Test
        void wasReplacedWhenItStaysSilentBesideOneStartedBeforehand() {
            steady(6, "a", "b");
            world.says("surge", Arm.CANARY, 6, 0);
            steady(2, "a", "b");
            for (int i = 0; i < 6; i++) {
                world.says("b", Arm.STABLE, -100, 200).says("surge", Arm.CANARY, 6, i).then();
            }
            assertThat(world.ledger.harm().replacements()).isEmpty();

            for (int i = 0; i < 6; i++) {
                world.says("b", Arm.STABLE, -100, 200).says("surge", Arm.CANARY, 6, i).then();
            }
            assertThat(world.cutMin()).isEqualTo(200);
        }

        @Test
        void wasNotReplacedWhenItIsHeardOfAgain() {
            steady(6, "a", "b");
            for (int i = 0; i < 5; i++) {
                world.says("b", Arm.STABLE, -100, 200).says("new", Arm.CANARY, 6, i).then();
            }
            steady(1, "a", "b");

            assertThat(world.ledger.harm().replacements()).isEmpty();
        }
    }

    @Test
    void addsUpAMassReplacement() {
        for (int i = 0; i < 5; i++) {
            for (int server = 0; server < 50; server++) {
                world.says("media-" + server, Arm.STABLE, -100, 10 + server);
            }
            world.then();
        }
        for (int server = 0; server < 50; server++) {
            world.says("media-" + server, Arm.CANARY, 5, 0);
        }
        world.then();

        assertThat(world.forward().getFirst().regions().get(EU))
                .isEqualTo(new WorkHarm.Sum(50, 1725, 1725, 1725, 1725));
    }

    @Test
    void keepsKindsOfWorkApart() {
        var rooms = new Work("rooms", "rooms");
        for (int i = 1; i <= 5; i++) {
            world.says(sample(Arm.STABLE, i, -9, new Carried(SESSIONS, 90), new Carried(rooms, 4)))
                    .then();
        }
        world.says(sample(Arm.CANARY, 6, 5, new Carried(SESSIONS, 0), new Carried(rooms, 0)))
                .then();

        assertThat(world.forward())
                .extracting(WorkHarm::work, harm -> harm.total().cutMin())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple(SESSIONS, 90L),
                        org.assertj.core.groups.Tuple.tuple(rooms, 4L));
    }

    private static ProcessSample sample(Arm arm, int at, int started, Carried... carried) {
        return new ProcessSample(
                EU,
                "media-1",
                "metrics",
                at(at),
                "",
                at(started),
                new Origin.OfArm(arm),
                Duty.SERVING,
                List.of(carried));
    }

    @Test
    void keepsTheRollbacksReplacementsApart() {
        steady(5, "media-1");
        for (int i = 5; i < 10; i++) {
            world.says("media-1", Arm.CANARY, 5, 40).then();
        }

        world.says("media-1", Arm.STABLE, 10, 0).then();

        assertThat(world.cutMin()).isEqualTo(200);
        assertThat(world.back())
                .singleElement()
                .satisfies(harm -> {
                    assertThat(harm.total().cutMin()).isEqualTo(40);
                    assertThat(harm.chapter().direction()).isEqualTo(Direction.BACK);
                });
    }

    @Test
    void countsACanaryThatCrashes() {
        for (int i = 0; i < 5; i++) {
            world.says("media-1", Arm.CANARY, -1, 60).then();
        }

        world.says("media-1", Arm.CANARY, 5, 0).then();

        assertThat(world.cutMin()).isEqualTo(60);
    }

    @Test
    void countsAStageForItself() {
        steady(5, "media-1", "media-2");
        world.says("media-1", Arm.CANARY, 5, 0).says("media-2", Arm.STABLE, -100, 200).then();
        world.says("media-1", Arm.CANARY, 5, 9).says("media-2", Arm.STABLE, -100, 120).then();
        world.stage(2, 7).says("media-1", Arm.CANARY, 5, 9);
        world.says("media-2", Arm.STABLE, -100, 110).then();

        world.says("media-1", Arm.CANARY, 5, 9).says("media-2", Arm.CANARY, 8, 0).then();

        assertThat(world.forward())
                .extracting(harm -> harm.chapter().stage(), harm -> harm.total().carried())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, 200L),
                        org.assertj.core.groups.Tuple.tuple(2, 120L));
    }

    @Test
    void allowsWhatTheBudgetAllows() {
        for (int i = 0; i < 5; i++) {
            world.says("media-1", Arm.STABLE, -1, i < 4 ? 1000 : 990).then();
        }
        for (int left : List.of(600, 300, 100, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10)) {
            world.says("media-1", Arm.STABLE, -1, left).then();
        }
        world.says("media-1", Arm.CANARY, 20, 0).then();

        assertThat(world.cutMin()).isEqualTo(10);
        assertThat(world.ledger.harm().over(TransitionPolicy.DEFAULT, 0)).isEmpty();
        assertThat(world.ledger.harm().over(new TransitionPolicy(0.009, Response.PAUSE), 0))
                .hasSize(1);
    }

    @Test
    void saysWhatProcessesCarryNow() {
        steady(2, "media-1", "media-2");
        world.says("media-1", Arm.CANARY, 2, 7).says("media-2", Arm.STABLE, -100, 150).then();

        assertThat(world.ledger.harm().standing().carried())
                .containsExactly(
                        new Standing.Carried(EU, Arm.Side.NEW, SESSIONS, 1, 0, 7),
                        new Standing.Carried(EU, Arm.Side.OLD, SESSIONS, 1, 0, 150));
    }
}
