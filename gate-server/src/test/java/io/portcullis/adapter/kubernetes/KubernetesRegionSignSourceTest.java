package io.portcullis.adapter.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.testing.AnsweringServer;
import io.portcullis.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KubernetesRegionSignSourceTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region REGION = new Region("eu-west");

    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock(NOW);
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    @Test
    void clusterThatAnswersIsASignOfLifeAtTheNextLook() throws IOException {
        try (var server = new AnsweringServer();
                var clusters = clusters(server.url("").toString())) {
            server.say(
                    "/version",
                    200,
                    "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}");
            var source = source(clusters);

            assertThat(source.signs(NOW)).containsEntry(REGION, RegionSigns.NONE);
            clock.advance(Duration.ofSeconds(1));
            waiting.remove().run();

            assertThat(source.signs(NOW.plusSeconds(10)))
                    .containsEntry(REGION, RegionSigns.alive(NOW.plusSeconds(1)));
            assertThat(source.way()).isEqualTo(Proof.Way.CLUSTER);
        }
    }

    @Test
    void clusterThatDoesNotAnswerGivesNoSignAndIsAskedAgain() throws IOException {
        try (var clusters = clusters("http://127.0.0.1:1")) {
            var source = source(clusters);

            source.signs(NOW);
            source.signs(NOW);
            assertThat(waiting).hasSize(1);
            waiting.remove().run();

            assertThat(source.signs(NOW)).containsEntry(REGION, RegionSigns.NONE);
            assertThat(waiting).hasSize(1);
        }
    }

    private KubernetesRegionSignSource source(KubernetesClusters clusters) {
        return new KubernetesRegionSignSource(
                clusters, new TreeSet<>(Set.of(REGION)), clock, waiting::add);
    }

    private KubernetesClusters clusters(String server) throws IOException {
        var kubeconfig =
                Files.writeString(
                        directory.resolve("kubeconfig"),
                        """
                        apiVersion: v1
                        kind: Config
                        current-context: here
                        contexts: [{name: here, context: {cluster: here, user: here}}]
                        clusters: [{name: here, cluster: {server: "%s"}}]
                        users: [{name: here, user: {token: none}}]
                        """
                                .formatted(server));
        return new KubernetesClusters(
                List.of(
                        new KubernetesRegion(
                                REGION, kubeconfig, null, "media", Duration.ofSeconds(5))),
                List.of());
    }
}
