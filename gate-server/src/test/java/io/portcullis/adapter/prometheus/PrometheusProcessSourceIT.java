package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.prometheus.ProcessQueries.CarriedGauge;
import io.portcullis.adapter.prometheus.PrometheusEndpoint.Authorization;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.testing.CountingExporter;
import io.portcullis.testing.NotRun;
import io.portcullis.testing.PrometheusServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Prometheus that scrapes pages of this test every second. */
final class PrometheusProcessSourceIT {

    private static final Work QUEUED = Work.of("queued");

    private final InstantSource clock = InstantSource.system();

    @TempDir private Path folder;
    private CountingExporter one;
    private CountingExporter other;
    private PrometheusServer prometheus;
    private HttpClient http;
    private PrometheusProcessSource source;

    @BeforeEach
    void start() throws IOException {
        NotRun.unless(
                Files.isExecutable(PrometheusServer.BINARY),
                "What servers carry from a real Prometheus",
                PrometheusServer.BINARY + " is not installed");
        one = new CountingExporter("1.5.1");
        other = new CountingExporter("1.5.2");
        prometheus = new PrometheusServer(folder, List.of(one.address(), other.address()));
        http = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
        source =
                new PrometheusProcessSource(
                        http,
                        new PrometheusEndpoint(
                                new Region("us-west"),
                                prometheus.url(),
                                Optional.empty(),
                                new Authorization.None(),
                                Map.of()),
                        new ProcessQueries(
                                List.of(new CarriedGauge(QUEUED, new Selector("queue"))),
                                "pod",
                                new Selector("process_start_time_seconds"),
                                Optional.empty(),
                                Optional.empty(),
                                new ArmRule.ByVersionLabel("version")),
                        clock);
    }

    @AfterEach
    void stop() {
        if (prometheus != null) {
            prometheus.close();
            http.close();
            one.close();
            other.close();
        }
    }

    private ProcessEvidence read() {
        return source.read(clock.instant(), clock.instant().plus(Duration.ofSeconds(5)));
    }

    @Test
    void knowsWhatServersCarryAndWhichWereTakenAway() throws IOException, InterruptedException {
        assertThat(one.awaitScrapes(4)).isTrue();
        assertThat(other.awaitScrapes(2)).isTrue();
        var both = read();
        assertThat(both.samples())
                .allSatisfy(sample ->
                        assertThat(sample.carried()).containsExactly(new Carried(QUEUED, 7)))
                .extracting(sample -> sample.origin())
                .contains(Origin.ofVersion("1.5.1"), Origin.ofVersion("1.5.2"));
        assertThat(both.rollCalls().getFirst().processes())
                .containsExactlyInAnyOrder(one.address(), other.address());

        var configuration = folder.resolve("prometheus.yml");
        Files.writeString(
                configuration,
                Files.readString(configuration).replace(",'" + other.address() + "'", ""));
        prometheus.reload();
        // Prometheus marks the series of a target taken away after two to three intervals.
        assertThat(one.awaitScrapes(8)).isTrue();

        var left = read();
        assertThat(left.rollCalls().getFirst().processes()).containsExactly(one.address());
        assertThat(left.samples())
                .filteredOn(sample -> sample.process().equals(other.address()))
                .isNotEmpty();
    }

    @Test
    void keepsAServerThatDoesNotAnswerAmongThoseThatExist() throws InterruptedException {
        assertThat(one.awaitScrapes(4)).isTrue();
        other.close();
        assertThat(one.awaitScrapes(3)).isTrue();

        assertThat(read().rollCalls().getFirst().processes())
                .containsExactlyInAnyOrder(one.address(), other.address());
    }
}
