package io.portcullis.cli.drill.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.drill.scenario.Expectation.Aborted;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An ABORT on rung a, ten looks after the first with the fault. */
final class AbortJudgeTest {
    private static final Instant FAULT = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void passesOnTheRungThatWasExpectedAndOnAnyWhenNoneWas() {
        assertThat(verdict(10, RungText.A).passed()).isTrue();
        assertThat(verdict(10, null).passed()).isTrue();
    }

    @Test
    void failsOnAnotherRung() {
        Verdict verdict = verdict(10, RungText.D);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.expected()).contains("on rung d");
    }

    @Test
    void failsWhenItCameLaterThanExpected() {
        assertThat(verdict(9, RungText.A).passed()).isFalse();
    }

    @Test
    void countsTheLastSecondAsTheJudgeOfTheWorldDoes() {
        assertThat(verdict(10, 10, null).passed()).isTrue();
        assertThat(verdict(10, 9, null).passed()).isFalse();
        assertThat(verdict(10, 9, null).expected()).contains("at most 9 s by the clock");
        assertThat(verdict(10, null).expected()).doesNotContain("by the clock");
    }

    private static Verdict verdict(int withinLooks, RungText rung) {
        return verdict(withinLooks, null, rung);
    }

    private static Verdict verdict(int withinLooks, Integer withinSeconds, RungText rung) {
        Rollout.Builder rollout = Rollout.newBuilder();
        rollout.getDecisionBuilder()
                .setKind(DecisionKind.DECISION_KIND_ABORT)
                .addReasons(
                        Reason.newBuilder()
                                .setType(ReasonType.REASON_TYPE_RELEASE)
                                .setText("subscriptions are worse")
                                .setRung("a"));
        Expectation expected = new Aborted("RELEASE", withinLooks, withinSeconds, null, null, rung);
        ActRecord record =
                new ActRecord(
                        ScenarioFiles.read("livekit-2024-02-07", Map.of()).acts().getFirst(),
                        Duration.ofSeconds(1),
                        true,
                        FAULT,
                        0,
                        30,
                        1,
                        List.of(new FaultSpell(10, FAULT, 30, FAULT.plusSeconds(20))),
                        List.of(),
                        List.of(new Seen<>(20, FAULT.plusSeconds(10), rollout.build())),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        rollout.build(),
                        true);
        return ActJudge.verdict(expected, record);
    }
}
