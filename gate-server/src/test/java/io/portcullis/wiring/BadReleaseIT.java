package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.Certainty;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetRolloutRequest;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.PreviewPlanRequest;
import io.portcullis.v1.PreviewPlanResponse;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole server: embedded PostgreSQL, real gRPC, relay reports, the signed hook. */
@Timeout(900)
final class BadReleaseIT {

    @TempDir private Path directory;

    @Test
    void badReleaseIsStoppedRolledBackVerifiedAndRecorded() throws Exception {
        try (var platform = new TestPlatform();
                var gate = new RunningGate(directory, platform.configuration(directory));
                var world = new RelayWorld(gate.client.channel)) {
            GateClient client = gate.client;
            platform.world(world);
            platform.drains("eu-central", 6);
            world.resume(client.channel);
            world.awaitRounds(45);
            requirePreviewed(client);
            String name =
                    client.rollouts()
                            .startRollout(TestRequests.start("r-1"))
                            .getRollout()
                            .getName();
            client.await(name, update -> proceeds(client, name, 0));
            world.canary("us-west");
            world.canary("eu-central");
            world.mixedLinksFail(50);
            client.rollouts()
                    .reportStageOpen(
                            ReportStageOpenRequest.newBuilder().setName(name).setStage(1).build());

            client.await(name, RolloutState.ROLLOUT_STATE_ROLLED_BACK);

            assertThat(decide(client, name, 1)).isEqualTo(DecisionKind.DECISION_KIND_ABORT);
            Rollout rollout = client.rollout(name);
            assertThat(rollout.getDecision().getReasonsList())
                    .extracting(reason -> reason.getType())
                    .contains(ReasonType.REASON_TYPE_RELEASE);
            assertThat(platform.restoreKeys("us-west")).hasSize(1);
            assertThat(platform.restoreKeys("us-east")).isEmpty();
            requireRecorded(client, rollout);
            requireExplained(client, name);
        }
    }

    /** What a plan can decide is said without a running release. */
    private static void requirePreviewed(GateClient client) {
        var start = TestRequests.start("r-1");
        PreviewPlanResponse previewed =
                client.rollouts()
                        .previewPlan(
                                PreviewPlanRequest.newBuilder()
                                        .setService(start.getService())
                                        .setRelease(start.getRelease())
                                        .setPlan(start.getPlan())
                                        .build());
        assertThat(previewed.getLooksBefore()).isGreaterThanOrEqualTo(30);
        assertThat(previewed.getStagesCount()).isEqualTo(start.getPlan().getStagesCount());
        assertThat(previewed.getStages(0).getStreamsList())
                .anyMatch(stream -> !stream.getPromise().isEmpty());
    }

    /** What aborted can still be explained when the rollout has ended. */
    private static void requireExplained(GateClient client, String name) {
        var look =
                client.rollouts()
                        .getRollout(GetRolloutRequest.newBuilder().setName(name).build())
                        .getLook();
        assertThat(look.getFindingsLook()).isBetween(1L, look.getLook() - 1);
        assertThat(look.getFindingsList())
                .anyMatch(finding ->
                        finding.getBlame().getCertainty() != Certainty.CERTAINTY_UNSPECIFIED
                                && finding.getBlame().getObserved()
                                        > finding.getBlame().getExpected());
    }

    private static void requireRecorded(GateClient client, Rollout rollout) {
        Incident incident =
                client.incidents()
                        .getIncident(
                                GetIncidentRequest.newBuilder()
                                        .setName(rollout.getIncident())
                                        .build())
                        .getIncident();
        assertThat(incident.getState()).isEqualTo(IncidentState.INCIDENT_STATE_RESOLVED);
        assertThat(incident.getLinksList()).isNotEmpty();
        assertThat(incident.getRollbackList())
                .extracting(region -> region.getRegion())
                .containsExactly("eu-central", "us-west");
        assertThat(incident.getRollbackList()).allMatch(region -> region.hasBackTime());
        for (ExportFormat format :
                new ExportFormat[] {
                    ExportFormat.EXPORT_FORMAT_TEXT,
                    ExportFormat.EXPORT_FORMAT_JSON,
                    ExportFormat.EXPORT_FORMAT_MARKDOWN
                }) {
            assertThat(
                            client.incidents()
                                    .exportIncident(
                                            ExportIncidentRequest.newBuilder()
                                                    .setName(incident.getName())
                                                    .setFormat(format)
                                                    .build())
                                    .getContent())
                    .contains("eu-central");
        }
    }

    private static boolean proceeds(GateClient client, String name, int stage) {
        return decide(client, name, stage) == DecisionKind.DECISION_KIND_PROCEED;
    }

    private static DecisionKind decide(GateClient client, String name, int stage) {
        return client.rollouts()
                .decide(DecideRequest.newBuilder().setName(name).setStage(stage).build())
                .getDecision()
                .getKind();
    }
}
