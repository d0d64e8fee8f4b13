package io.portcullis.adapter.kubernetes;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSignSourceContract;
import io.portcullis.testing.AnsweringServer;
import io.portcullis.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Clusters that answer over HTTP; a look has the answers asked for at the look before. */
final class KubernetesRegionSignSourceContractTest extends RegionSignSourceContract {

    private static final String VERSION =
            "{\"major\":\"1\",\"minor\":\"34\",\"gitVersion\":\"v1.34.0\"}";

    @TempDir private Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T19:00:00Z"));
    private final AnsweringServer west = new AnsweringServer();
    private final AnsweringServer east = new AnsweringServer();
    private KubernetesClusters clusters;

    @BeforeEach
    void start() throws IOException {
        clusters =
                new KubernetesClusters(
                        List.of(region(EU_WEST, west), region(US_EAST, east)), List.of());
    }

    private KubernetesRegion region(Region region, AnsweringServer cluster) throws IOException {
        cluster.say("/version", 500, "{}");
        return new KubernetesRegion(
                region, kubeconfig(region, cluster), null, "media", Duration.ofSeconds(5));
    }

    private Path kubeconfig(Region region, AnsweringServer cluster) throws IOException {
        return Files.writeString(
                directory.resolve("kubeconfig-" + region),
                """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: here, user: here}}]
                clusters: [{name: here, cluster: {server: "%s"}}]
                users: [{name: here, user: {token: none}}]
                """
                        .formatted(cluster.url("")));
    }

    @AfterEach
    void stop() {
        clusters.close();
        west.close();
        east.close();
    }

    @Override
    protected RegionSignSource source() {
        return new KubernetesRegionSignSource(
                clusters, new TreeSet<>(Set.of(EU_WEST, US_EAST)), clock, Runnable::run);
    }

    @Override
    protected void begin(Region region) {
        say(region, 200, VERSION);
    }

    @Override
    protected void end(Region region) {
        say(region, 404, "{}");
    }

    private void say(Region region, int status, String body) {
        (region.equals(EU_WEST) ? west : east).say("/version", status, body);
    }

    @Override
    protected Instant now() {
        clock.advance(Duration.ofSeconds(10));
        return clock.instant();
    }
}
