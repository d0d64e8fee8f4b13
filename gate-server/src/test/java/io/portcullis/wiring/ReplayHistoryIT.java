package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.testing.BackfilledPrometheus;
import io.portcullis.testing.NotRun;
import io.portcullis.testing.PrometheusServer;
import io.portcullis.v1.BadHistory;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.HealthyHistory;
import io.portcullis.v1.Plan;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.ReplayHistoryRequest;
import io.portcullis.v1.ReplayHistoryResponse;
import io.portcullis.v1.ReplayReport;
import io.portcullis.v1.ReplayServiceGrpc;
import io.portcullis.v1.Span;
import io.portcullis.v1.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server over a real Prometheus with four hours of the past. */
@Timeout(600)
final class ReplayHistoryIT {

    private static final int SCRAPES = 1_440;

    /** From here on a canary fails ten times as often. */
    private static final int DEPLOYED = 1_260;

    @TempDir private static Path directory;
    private static @Nullable BackfilledPrometheus prometheus;
    private static @Nullable RunningGate gate;

    private final List<ReplayHistoryResponse> updates = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        NotRun.unless(
                Files.isExecutable(PrometheusServer.BINARY)
                        && Files.isExecutable(BackfilledPrometheus.PROMTOOL),
                "Replays over a real Prometheus",
                PrometheusServer.BINARY + " or promtool is not installed");
        var samples =
                new PastExposition(SCRAPES, DEPLOYED, 0.05).write(directory.resolve("past.txt"));
        prometheus = new BackfilledPrometheus(directory, samples);
        gate =
                new RunningGate(
                        directory,
                        """
                        portcullis:
                          services:
                            web:
                              regions: [us-west]
                              signals:
                                - name: requests
                                  kind: RATIO
                                  place: REGION
                                  total: 'http_requests_total'
                                  bad: 'http_requests_total{code=~"5.."}'
                                  lazyBad: true
                              arm: {by: VERSION_LABEL, label: version}
                          regions:
                            us-west:
                              prometheus: {url: "%s", delay: 10s}
                        """
                                .formatted(prometheus.url()),
                        "10s");
    }

    @AfterAll
    static void stop() {
        if (gate != null) {
            gate.close();
        }
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void criesNoWolfOverHealthyHistory() {
        var healthy =
                replay(
                                request()
                                        .setHealthy(
                                                HealthyHistory.newBuilder()
                                                        .setFromTime(time(10))
                                                        .setToTime(time(DEPLOYED))
                                                        .setIntervals(30)))
                        .getHealthy();

        assertThat(healthy.getIntervals()).isEqualTo(30);
        assertThat(healthy.getAborted()).isZero();
        assertThat(healthy.getAbortRatioHigh()).isBetween(0.11, 0.12);
        assertThat(healthy.getLogEvidenceMax()).isLessThan(healthy.getLogThreshold());
        assertThat(healthy.getLevelsList())
                .extracting(level -> level.getLevel())
                .contains("REGION");
        assertThat(healthy.getSignalsList())
                .hasSize(1)
                .allSatisfy(signal -> {
                    assertThat(signal.getComparisons()).isEqualTo(30);
                    assertThat(signal.getLastingDeviation()).isLessThan(0.1);
                });
        assertThat(updates).hasSizeGreaterThan(5);
        assertThat(updates.getLast().hasReport()).isTrue();
        assertThat(updates.get(3).getProgress().getGaps()).isZero();
    }

    @Test
    void tellsHowMuchEarlierItWouldHaveSpoken() {
        var report =
                replay(
                        request()
                                .addBad(
                                        BadHistory.newBuilder()
                                                .setFromTime(time(DEPLOYED))
                                                .setToTime(time(SCRAPES))
                                                .setNewVersion("1.5.2")
                                                .setOldVersion("1.5.1")
                                                .setNoticedTime(time(DEPLOYED + 150))));

        assertThat(report.getNotesList()).isEmpty();
        var bad = report.getBad(0);
        assertThat(bad.getDecision().getKind()).isEqualTo(DecisionKind.DECISION_KIND_ABORT);
        assertThat(bad.getDecision().getReasonsList())
                .extracting(reason -> reason.getType())
                .contains(ReasonType.REASON_TYPE_RELEASE);
        assertThat(bad.getLooksBefore()).isEqualTo(360);
        // Six looks of warm-up and the delay; then ten times as many errors show quickly.
        assertThat(Durations.toSeconds(bad.getAfter())).isBetween(70L, 300L);
        assertThat(Durations.toSeconds(bad.getEarlier()))
                .isEqualTo(1_500 - Durations.toSeconds(bad.getAfter()));
    }

    @Test
    void saysWhatItWouldReadAndRefusesWhatItCannot() {
        var planned =
                replay(
                        request()
                                .setValidateOnly(true)
                                .setHealthy(
                                        HealthyHistory.newBuilder()
                                                .setFromTime(time(0))
                                                .setToTime(time(SCRAPES))));

        assertThat(planned.getNotes(0)).startsWith("Would read 1,440 looks");
        assertThatThrownBy(() ->
                        replay(
                                request()
                                        .setHealthy(
                                                HealthyHistory.newBuilder()
                                                        .setFromTime(time(0))
                                                        .setToTime(time(100)))))
                .isInstanceOfSatisfying(
                        StatusRuntimeException.class,
                        refused -> {
                            assertThat(refused.getStatus().getCode())
                                    .isEqualTo(Code.INVALID_ARGUMENT);
                            assertThat(refused).hasMessageContaining("healthy: has 100 looks");
                        });
    }

    private ReplayReport replay(ReplayHistoryRequest.Builder request) {
        if (gate == null) {
            throw new IllegalStateException("no gate runs");
        }
        ReplayServiceGrpc.newBlockingStub(gate.client.channel)
                .replayHistory(request.build())
                .forEachRemaining(updates::add);
        return updates.getLast().getReport();
    }

    private static ReplayHistoryRequest.Builder request() {
        return ReplayHistoryRequest.newBuilder()
                .setService("web")
                .setPlan(
                        Plan.newBuilder()
                                .addStages(
                                        Stage.newBuilder()
                                                .setName("one-in-nine")
                                                .setAllRegions(true)
                                                .setCanaryShareRatio(0.11)
                                                .setBake(Span.newBuilder().setLooks(60))
                                                .setHoldLimit(Span.newBuilder().setLooks(60))));
    }

    /** When a look at the gate sees a scrape: its delay later. */
    private static Timestamp time(int scrape) {
        Instant at = PastExposition.at(scrape).plus(Duration.ofSeconds(10));
        return Timestamp.newBuilder().setSeconds(at.getEpochSecond()).build();
    }
}
