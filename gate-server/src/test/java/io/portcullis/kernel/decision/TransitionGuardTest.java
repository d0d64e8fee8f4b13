package io.portcullis.kernel.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.policy.TransitionPolicy.Response;
import io.portcullis.kernel.transition.Chapter;
import io.portcullis.kernel.transition.CutWork;
import io.portcullis.kernel.transition.Direction;
import io.portcullis.kernel.transition.Replacement;
import io.portcullis.kernel.transition.Standing;
import io.portcullis.kernel.transition.TransitionHarm;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TransitionGuardTest {

    private static final Region EU = new Region("eu-central");
    private static final Region US = new Region("us-west");
    private static final Work SESSIONS = Work.of("sessions");
    private static final Instant AT = Instant.parse("2024-04-08T13:37:00Z");
    private static final Decision FINE =
            new Decision.Hold(1, List.of(Reason.of(ReasonType.BAKING, "The bake is not over.")));

    private static Replacement replaced(Region region, String process, int stage, CutWork work) {
        return new Replacement(
                new Chapter(Direction.FORWARD, stage, 0),
                7,
                region,
                process,
                1,
                Side.OLD,
                Side.NEW,
                Replacement.End.RESTARTED,
                AT.minusSeconds(8),
                AT,
                List.of(work));
    }

    private static TransitionHarm harm(Replacement... replacements) {
        return new TransitionHarm(
                List.of(replacements),
                new Standing(List.of(new Standing.Carried(EU, Side.NEW, SESSIONS, 2, 0, 96))));
    }

    private static List<Reason> reasons(Decision decision) {
        return ((Decision.Abort) decision).reasons();
    }

    @Test
    void countsCutSessionsAsPeopleWould() {
        var harm =
                harm(
                        replaced(EU, "media-1", 1, new CutWork(SESSIONS, 200, 200, 200, 200)),
                        replaced(EU, "media-2", 1, new CutWork(SESSIONS, 230, 212, 212, 212)));

        var decision = TransitionGuard.over(FINE, harm, TransitionPolicy.DEFAULT, 0);

        assertThat(decision.stage()).isEqualTo(1);
        var reason = reasons(decision).getFirst();
        assertThat(reason.type()).isEqualTo(ReasonType.TRANSITION_HARM);
        assertThat(reason.place()).isEqualTo(EU);
        assertThat(reason.since()).isEqualTo(new Since(7, AT));
        assertThat(reason.details())
                .containsEntry("cut", "412")
                .containsEntry("carried", "430")
                .containsEntry("allowed", "4")
                .containsEntry("servers", "media-2, media-1")
                .containsEntry("wayOut", "PAUSE");
        assertThat(reason.text())
                .isEqualTo(
                        "412 of 430 sessions of 2 replaced servers in eu-central were cut: media-2"
                                + " 212 of 230, media-1 200 of 200. Budget of stage 1: 1 % (4)."
                                + " Least harm: pause. Nothing more is cut while nothing is"
                                + " replaced, and the new version itself is not found bad; 2 new"
                                + " servers carry 96 sessions, of which going back now would cut"
                                + " about 92 (as many of them as replacing has cut so far,"
                                + " 95.8 %).");
    }

    @Test
    void leavesWhatIsWithinTheBudget() {
        var harm = harm(replaced(EU, "media-1", 1, new CutWork(SESSIONS, 200, 2, 2, 2)));

        assertThat(TransitionGuard.over(FINE, harm, TransitionPolicy.DEFAULT, 0)).isEqualTo(FINE);
    }

    @Test
    void judgesWhatIsSureAndNamesWhatMayBe() {
        var unsure = harm(replaced(EU, "media-1", 1, new CutWork(SESSIONS, 200, 90, 0, 90)));
        assertThat(TransitionGuard.over(FINE, unsure, TransitionPolicy.DEFAULT, 0)).isEqualTo(FINE);

        var passed = new Decision.Proceed(1, List.of("worse than 3 times"), List.of("a doubling"));
        assertThat(TransitionGuard.over(passed, unsure, TransitionPolicy.DEFAULT, 0))
                .isEqualTo(
                        new Decision.Proceed(
                                1,
                                List.of("worse than 3 times"),
                                List.of(
                                        "a doubling",
                                        "replaced servers of stage 1: up to 90 of 200 sessions cut,"
                                                + " 0 for sure")));

        var sure = harm(replaced(EU, "media-1", 1, new CutWork(SESSIONS, 200, 90, 50, 90)));
        assertThat(reasons(TransitionGuard.over(FINE, sure, TransitionPolicy.DEFAULT, 0)))
                .first()
                .extracting(Reason::text)
                .asString()
                .startsWith(
                        "50 of 200 sessions of 1 replaced server in eu-central were cut, or up");
    }

    @Test
    void addsUpTheRegionsOfAStage() {
        var policy = new TransitionPolicy(0.3, Response.ROLL_BACK);
        var harm =
                harm(
                        replaced(EU, "media-1", 1, new CutWork(SESSIONS, 100, 40, 40, 40)),
                        replaced(US, "media-9", 1, new CutWork(SESSIONS, 900, 10, 10, 10)));

        assertThat(TransitionGuard.over(FINE, harm, policy, 0)).isEqualTo(FINE);
        assertThat(reasons(TransitionGuard.over(FINE, harm, TransitionPolicy.DEFAULT, 0)))
                .extracting(Reason::place)
                .containsExactly(EU, US);
    }

    @Test
    void leavesTheRollbackAndWhatAPersonAccepted() {
        var back =
                new Replacement(
                        new Chapter(Direction.BACK, 1, 0),
                        9,
                        EU,
                        "media-1",
                        1,
                        Side.NEW,
                        Side.OLD,
                        Replacement.End.RESTARTED,
                        AT,
                        AT,
                        List.of(new CutWork(SESSIONS, 50, 50, 50, 50)));
        var accepted = replaced(EU, "media-1", 1, new CutWork(SESSIONS, 200, 200, 200, 200));

        assertThat(TransitionGuard.over(FINE, harm(back), TransitionPolicy.DEFAULT, 0))
                .isEqualTo(FINE);
        assertThat(TransitionGuard.over(FINE, harm(accepted), TransitionPolicy.DEFAULT, 12))
                .isEqualTo(FINE);
    }

    @Test
    void saysWithAnyAbortWhatGoingBackCuts() {
        var abort =
                new Decision.Abort(
                        1,
                        List.of(
                                Reason.of(ReasonType.RELEASE, "It is worse.")
                                        .counted(
                                                new Numbers(
                                                        new Counts(100, 30),
                                                        new Counts(100, 0),
                                                        5,
                                                        2))));

        var reasons = reasons(TransitionGuard.over(abort, harm(), TransitionPolicy.DEFAULT, 0));

        assertThat(reasons)
                .singleElement()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.RELEASE);
                    assertThat(reason.text())
                            .startsWith("It is worse. Least harm: let the new servers drain")
                            .contains("96 sessions");
                });
    }

    @Test
    void changesNothingWhereNothingIsKnown() {
        var abort = new Decision.Abort(1, List.of(Reason.of(ReasonType.RELEASE, "It is worse.")));

        assertThat(TransitionGuard.over(abort, TransitionHarm.UNKNOWN, TransitionPolicy.DEFAULT, 0))
                .isEqualTo(abort);
    }
}
