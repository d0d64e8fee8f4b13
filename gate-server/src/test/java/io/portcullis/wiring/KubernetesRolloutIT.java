package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import io.portcullis.adapter.kubernetes.RealKubernetesWorld;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.testing.NotRun;
import io.portcullis.v1.DecideRequest;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.ExportFormat;
import io.portcullis.v1.ExportIncidentRequest;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.RegionRollback;
import io.portcullis.v1.ReportStageOpenRequest;
import io.portcullis.v1.Rollout;
import io.portcullis.v1.RolloutState;
import io.portcullis.v1.StartRolloutRequest;
import io.portcullis.v1.VersionCount;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole server with looks of one second, and three real clusters: pods serve as the clusters say,
 * the Kubernetes control brings them back with the permissions of k8s/rbac.yaml, and the pods of one
 * region drain a minute longer.
 */
@Timeout(600)
final class KubernetesRolloutIT {

    private static final Region EU_WEST = new Region("eu-west");
    private static final Region US_EAST = new Region("us-east");
    private static final Region SA_EAST = new Region("sa-east");
    private static final List<Region> REGIONS = List.of(EU_WEST, US_EAST, SA_EAST);
    private static final Region LAGGING = SA_EAST;

    private static final ReleaseReference OLD =
            new ReleaseReference(
                    RelayWorld.OLD, "example.test/media-server@sha256:" + "1".repeat(64), "c-old");
    private static final ReleaseReference NEW =
            new ReleaseReference(
                    RelayWorld.NEW, "example.test/media-server@sha256:" + "2".repeat(64), "c-new");

    /** Enough for the recovery test to be sure within the ten looks asked for. */
    private static final int TRAFFIC = 10;

    @TempDir private Path directory;

    @BeforeAll
    static void requireClusters() {
        NotRun.unless(
                RealKubernetesWorld.kubeconfigs().size() >= REGIONS.size(),
                "a rollout rolled back on three real control planes",
                "GATE_TEST_KUBECONFIG does not name three kubeconfigs; the contract of the control"
                        + " ran on the mock server");
    }

    @Test
    void rolloutStaysInVerificationUntilTheSlowestRegionIsBack() throws Exception {
        try (var clusters = new RealKubernetesWorld(directory, REGIONS, OLD);
                var gate = new RunningGate(directory, configuration(clusters), "1s");
                var world =
                        new RelayWorld(
                                gate.client.channel,
                                REGIONS.stream().map(Region::name).toList(),
                                TRAFFIC)) {
            GateClient client = gate.client;
            REGIONS.forEach(region -> followPods(clusters, region, world));
            world.resume(client.channel);
            world.awaitRounds(40);
            String name = client.rollouts().startRollout(request()).getRollout().getName();
            client.await(name, _ -> mayOpen(client, name));

            REGIONS.forEach(region -> clusters.releaseHalf(region, NEW, drainFor(region)));
            world.mixedLinksFail(50);
            client.rollouts()
                    .reportStageOpen(
                            ReportStageOpenRequest.newBuilder().setName(name).setStage(1).build());

            client.await(name, update -> onlyTheSlowestIsMissing(update.getRollout()));
            requireStillOpen(client, name);
            requireOneWayBack(client, name);

            requireRecorded(client, incident(client, client.rollout(name)));
            REGIONS.forEach(clusters::settle);
        }
    }

    private static String drainFor(Region region) {
        return region.equals(LAGGING) ? "60s" : "1s";
    }

    private static void followPods(RealKubernetesWorld clusters, Region region, RelayWorld world) {
        clusters.onServing(
                region,
                NEW,
                serves -> {
                    if (serves) {
                        world.canary(region.name());
                    } else {
                        world.restored(region.name());
                    }
                });
    }

    private static boolean mayOpen(GateClient client, String name) {
        return client.rollouts()
                        .decide(DecideRequest.newBuilder().setName(name).setStage(0).build())
                        .getDecision()
                        .getKind()
                == DecisionKind.DECISION_KIND_PROCEED;
    }

    private static boolean onlyTheSlowestIsMissing(Rollout rollout) {
        return rollout.getRollbackCount() == REGIONS.size()
                && rollout.getRollbackList().stream()
                        .allMatch(region ->
                                region.hasBackTime() != region.getRegion().equals(LAGGING.name()));
    }

    private static void requireStillOpen(GateClient client, String name) {
        Rollout rollout = client.rollout(name);
        assertThat(rollout.getState()).isEqualTo(RolloutState.ROLLOUT_STATE_VERIFYING);
        Incident incident = incident(client, rollout);
        RegionRollback lagging = back(rollout.getRollbackList(), LAGGING);
        assertThat(lagging.hasApplyTime()).isTrue();
        assertThat(lagging.hasAloneTime()).as(text(client, incident)).isFalse();
        assertThat(lagging.getVersionsList())
                .containsExactlyInAnyOrder(
                        count(OLD, ControlWorld.SERVER_COUNT, 0),
                        count(NEW, 0, ControlWorld.SERVER_COUNT));
        assertThat(incident.getState()).isEqualTo(IncidentState.INCIDENT_STATE_MONITORING);
        assertThat(incident.hasResolveTime()).isFalse();
        assertThat(text(client, incident))
                .containsPattern("sa-east .* back not yet")
                .doesNotContainPattern("eu-west .* back not yet");
    }

    private static VersionCount count(ReleaseReference release, int running, int draining) {
        return VersionCount.newBuilder()
                .setVersion(release.version())
                .setRunning(running)
                .setDraining(draining)
                .build();
    }

    /** From the abort on: rolling back, verifying, rolled back, and no state besides. */
    private static void requireOneWayBack(GateClient client, String name) {
        var states = new ArrayList<RolloutState>();
        client.await(
                name,
                update -> {
                    if (states.isEmpty() || update.getRollout().getState() != states.getLast()) {
                        states.add(update.getRollout().getState());
                    }
                    return states.getLast() == RolloutState.ROLLOUT_STATE_ROLLED_BACK;
                });
        assertThat(states)
                .endsWith(
                        RolloutState.ROLLOUT_STATE_VERIFYING,
                        RolloutState.ROLLOUT_STATE_ROLLED_BACK)
                .doesNotContain(
                        RolloutState.ROLLOUT_STATE_ROLLBACK_STUCK,
                        RolloutState.ROLLOUT_STATE_ROLLBACK_INEFFECTIVE);
    }

    private static void requireRecorded(GateClient client, Incident incident) {
        assertThat(incident.getState()).isEqualTo(IncidentState.INCIDENT_STATE_RESOLVED);
        assertThat(incident.getRollbackList()).hasSameSizeAs(REGIONS);
        RegionRollback lagging = back(incident.getRollbackList(), LAGGING);
        assertThat(between(lagging.getApplyTime(), lagging.getAloneTime()))
                .isBetween(Duration.ofSeconds(58), Duration.ofSeconds(90));
        for (Region other : List.of(EU_WEST, US_EAST)) {
            RegionRollback region = back(incident.getRollbackList(), other);
            assertThat(between(region.getBackTime(), lagging.getBackTime()))
                    .as(text(client, incident))
                    .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(90));
        }
        assertThat(incident.getResolveTime()).isEqualTo(lagging.getBackTime());
    }

    private static Duration between(Timestamp from, Timestamp to) {
        return Duration.ofMillis(Timestamps.toMillis(to) - Timestamps.toMillis(from));
    }

    private static RegionRollback back(List<RegionRollback> regions, Region wanted) {
        return regions.stream()
                .filter(region -> region.getRegion().equals(wanted.name()))
                .findFirst()
                .orElseThrow();
    }

    private static Incident incident(GateClient client, Rollout rollout) {
        return client.incidents()
                .getIncident(GetIncidentRequest.newBuilder().setName(rollout.getIncident()).build())
                .getIncident();
    }

    private static String text(GateClient client, Incident incident) {
        return client.incidents()
                .exportIncident(
                        ExportIncidentRequest.newBuilder()
                                .setName(incident.getName())
                                .setFormat(ExportFormat.EXPORT_FORMAT_TEXT)
                                .build())
                .getContent();
    }

    private static StartRolloutRequest request() {
        var request = TestRequests.start("r-1").toBuilder();
        request.getReleaseBuilder()
                .setArtifact(NEW.artifact())
                .setConfiguration(NEW.configuration());
        request.getRunningBuilder()
                .setArtifact(OLD.artifact())
                .setConfiguration(OLD.configuration());
        request.getPlanBuilder()
                .setControl("kubernetes")
                .clearStages()
                .addStages(TestRequests.stage("half", 0.5).setAllRegions(true))
                .addStages(TestRequests.stage("all", 1.0).setAllRegions(true));
        return request.build();
    }

    private static String configuration(RealKubernetesWorld clusters) {
        var text =
                new StringBuilder(
                        """
                        portcullis:
                          services:
                            media-server:
                              links: ALL_ORDERED_PAIRS
                              signals:
                                - {name: track-acquire, kind: RATIO, place: LINK}
                                - {name: requests, kind: RATIO, place: REGION}
                              workloads:
                        """);
        for (Region region : REGIONS) {
            text.append("        %s: deployment/media-server\n".formatted(region));
        }
        text.append("  regions:\n");
        for (Region region : REGIONS) {
            text.append(
                    "    %s: {kubernetes: {kubeconfig: '%s', namespace: %s}}\n"
                            .formatted(
                                    region,
                                    clusters.kubeconfig(region),
                                    clusters.namespace(region)));
        }
        return text.toString();
    }
}
