package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSignSourceContract;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.testing.MetricsPage;
import io.portcullis.testing.NotRun;
import io.portcullis.testing.PrometheusServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus in each of two regions, each scraping a real page every second. */
@Timeout(120)
final class PrometheusRegionSignSourceIT extends RegionSignSourceContract {

    private static final InstantSource CLOCK = InstantSource.system();
    private static final String UP = "# TYPE anything gauge\nanything 1\n";

    @TempDir private Path folder;

    private final MetricsPage west = new MetricsPage();
    private final MetricsPage east = new MetricsPage();
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
    private PrometheusServer westStore;
    private PrometheusServer eastStore;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        NotRun.unless(
                Files.exists(PrometheusServer.BINARY),
                "signs of life of a real Prometheus",
                "needs prometheus");
        westStore = store("west", west);
        eastStore = store("east", east);
        west.awaitStored();
        east.awaitStored();
    }

    private PrometheusServer store(String name, MetricsPage page) throws IOException {
        return new PrometheusServer(
                Files.createDirectories(folder.resolve(name)), List.of(page.address()));
    }

    @AfterEach
    void stop() {
        westStore.close();
        eastStore.close();
        west.close();
        east.close();
        http.close();
    }

    @Override
    protected RegionSignSource source() {
        return new PrometheusRegionSignSource(
                http,
                List.of(
                        PrometheusEndpoint.of(EU_WEST, westStore.url()),
                        PrometheusEndpoint.of(US_EAST, eastStore.url())),
                new RegionSelectors(
                        List.of(
                                new Selector("livekit_participant_total"),
                                new Selector("livekit_room_total")),
                        Optional.of(new Selector("region_isolated")),
                        Optional.of(new Selector("load{kind=\"sessions\"}")),
                        Optional.of(new Selector("room"))),
                CLOCK,
                Duration.ofSeconds(20));
    }

    @Override
    protected void begin(Region region) throws InterruptedException {
        page(region).show(UP);
        page(region).awaitStored();
    }

    @Override
    protected void end(Region region) throws InterruptedException {
        page(region).hide();
        page(region).awaitStored();
    }

    private MetricsPage page(Region region) {
        return region.equals(EU_WEST) ? west : east;
    }

    @Override
    protected Instant now() {
        return CLOCK.instant();
    }

    @Test
    void sessionsClaimLoadAndCapacityAreWhatItsServersExport() throws InterruptedException {
        var source = source();
        show(400, 390, 0, 0);
        assertThat(levels(signs(source))).endsWith(800.0);
        assertThat(signs(source).claim().map(Claim::says)).contains(Claim.Says.CONNECTED);

        show(1, 0, 1, 1);

        var signs = signs(source);
        assertThat(levels(signs)).contains(800.0).endsWith(11.0);
        assertThat(signs.claim().map(Claim::says)).contains(Claim.Says.ISOLATED);
        assertThat(signs.load()).hasValue(50);
        assertThat(signs.capacity()).hasValue(1_000);
        assertThat(signs.sessions().getLast().at()).isBeforeOrEqualTo(now());
    }

    @Test
    void serverThatExportsNothingMoreCountsForNothingAtOnce() throws InterruptedException {
        var source = source();
        show(400, 390, 0, 0);
        west.show(UP + "livekit_participant_total{node=\"a\"} 400\n");
        west.awaitStored();

        assertThat(levels(signs(source))).endsWith(400.0);
    }

    @Test
    void serversThatAllExportNothingMoreCarryNothing() throws InterruptedException {
        var source = source();
        show(400, 390, 0, 0);
        // Levels are taken every five seconds.
        west.awaitStored();
        west.awaitStored();
        west.show(UP);
        west.awaitStored();
        west.awaitStored();

        assertThat(levels(signs(source))).contains(800.0).endsWith(0.0);
    }

    @Test
    void serversThatCannotBeScrapedCarryWhatNobodyKnows() throws InterruptedException {
        var source = source();
        show(400, 390, 0, 0);
        // Levels are taken every five seconds.
        west.awaitStored();
        west.awaitStored();
        west.hide();
        west.awaitStored();
        west.awaitStored();

        assertThat(levels(signs(source))).endsWith(800.0).doesNotContain(0.0);
    }

    private void show(int one, int other, int oneClaims, int otherClaims)
            throws InterruptedException {
        west.show(
                """
                livekit_participant_total{node="a"} %d
                livekit_participant_total{node="b"} %d
                livekit_room_total{node="a"} 10
                region_isolated{node="a"} %d
                region_isolated{node="b"} %d
                region_isolated{node="c"} 0
                load{kind="sessions"} 50
                load{kind="cpu"} 7
                room 1000
                """
                        .formatted(one, other, oneClaims, otherClaims));
        west.awaitStored();
    }

    private RegionSigns signs(RegionSignSource source) {
        return source.signs(now()).getOrDefault(EU_WEST, RegionSigns.NONE);
    }

    private static List<Double> levels(RegionSigns signs) {
        return signs.sessions().stream().map(SessionLevel::sessions).toList();
    }
}
