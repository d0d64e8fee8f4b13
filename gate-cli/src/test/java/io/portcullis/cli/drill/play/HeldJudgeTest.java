package io.portcullis.cli.drill.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.drill.scenario.Expectation.Held;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.LookReport;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.WatchRolloutResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** HOLD as the gate tells it to those who watch: the rollout without a decision, the look with one. */
final class HeldJudgeTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Rollout BAKING =
            Rollout.newBuilder().setState(RolloutState.ROLLOUT_STATE_BAKING).build();

    private final ActLog log = new ActLog(InstantSource.fixed(BEGIN));
    private Optional<Long> fault = Optional.of(10L);
    private boolean hasFaults = true;

    @Test
    void seesAHoldInItsOwnLook() {
        log.saw(1, BAKING);
        looked(12, hold("dns"));

        assertThat(verdict(2, "dns").passed()).isTrue();
        assertThat(verdict(1, "dns").passed()).isFalse();
    }

    @Test
    void writesDownAHoldOnceHoweverOftenItIsTold() {
        log.saw(1, BAKING);
        for (int look = 12; look < 40; look++) {
            looked(look, hold(look + " of 40 probes of dns fail"));
            log.saw(
                    look,
                    BAKING.toBuilder()
                            .setDecision(hold(look + " of 40 probes of dns fail"))
                            .build());
        }

        assertThat(log.sightings()).extracting(ActRecord.Seen::look).containsExactly(1L, 12L);
    }

    @Test
    void writesDownThatSomethingElseHolds() {
        log.saw(1, BAKING);
        looked(12, hold("vod"));
        looked(14, hold("dns"));

        assertThat(verdict(4, "dns").passed()).isTrue();
        assertThat(verdict(3, "dns").passed()).isFalse();
    }

    @Test
    void countsAHoldThatWasThereWhenTheFaultBegan() {
        log.saw(1, BAKING);
        looked(8, hold("dns"));

        assertThat(verdict(1, "dns").passed()).isTrue();

        fault = Optional.of(20L);
        looked(15, Decision.newBuilder().setKind(DecisionKind.DECISION_KIND_PROCEED).build());

        assertThat(verdict(1, "dns").passed()).isFalse();
    }

    @Test
    void failsWhenTheFaultOfTheActWasNotMet() {
        fault = Optional.empty();
        log.saw(1, BAKING);
        looked(2, hold("dns"));

        assertThat(verdict(30, "dns").passed()).isFalse();
        assertThat(verdict(30, "dns").happened()).isEqualTo("no fault met");
    }

    @Test
    void countsFromTheStartInAnActWithoutFaults() {
        fault = Optional.empty();
        hasFaults = false;
        log.saw(5, BAKING);
        looked(8, hold("dns"));

        assertThat(verdict(3, "dns").passed()).isTrue();
        assertThat(verdict(2, "dns").passed()).isFalse();
    }

    private void looked(long look, Decision decision) {
        log.saw(
                look,
                WatchRolloutResponse.newBuilder()
                        .setLook(LookReport.newBuilder().setLook(look).setDecision(decision))
                        .setRollout(BAKING)
                        .build());
    }

    private static Decision hold(String text) {
        return Decision.newBuilder()
                .setKind(DecisionKind.DECISION_KIND_HOLD)
                .addReasons(
                        Reason.newBuilder()
                                .setType(ReasonType.REASON_TYPE_ENVIRONMENT)
                                .setText(text))
                .build();
    }

    private Verdict verdict(int withinLooks, String says) {
        Expectation expected = new Held("ENVIRONMENT", withinLooks, false, says);
        ActRecord record =
                new ActRecord(
                        ScenarioFiles.read("livekit-2024-02-07", Map.of()).acts().getFirst(),
                        Duration.ofSeconds(1),
                        hasFaults,
                        BEGIN,
                        0,
                        60,
                        1,
                        fault.map(look -> FaultSpell.of(look, BEGIN)).stream().toList(),
                        log.events(),
                        log.sightings(),
                        log.incidents(),
                        log.environment(),
                        log.report(),
                        log.rollout(),
                        true);
        return ActJudge.verdict(expected, record);
    }
}
