package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.testing.NotRun;
import io.portcullis.testing.PrometheusServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real Prometheus that evaluates real rules. */
@Timeout(120)
final class AlertEnvironmentSourceIT {

    private static final String WATCH = "pages";
    private static final Region EU_WEST = new Region("eu-west");
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir private Path folder;

    @Test
    void aRealServersAlertsFireAreQuietAndAreGone() throws Exception {
        NotRun.unless(
                Files.exists(PrometheusServer.BINARY),
                "alerts of a real Prometheus",
                "needs prometheus");
        rules("vector(1)", "vector(1) > 2");

        try (var prometheus = new PrometheusServer(folder, List.of());
                var http =
                        HttpClient.newBuilder()
                                .followRedirects(HttpClient.Redirect.NEVER)
                                .build()) {
            var source = source(http, prometheus);

            assertThat(awaited(source, "Loud UNFIT", "Quiet FIT")).isTrue();

            rules("vector(1) > 2", "vector(1)");
            prometheus.reload();

            assertThat(awaited(source, "Loud FIT", "Quiet UNFIT")).isTrue();

            Files.writeString(folder.resolve("rules.yml"), "groups: []");
            prometheus.reload();

            assertThat(awaited(source, "Loud UNKNOWN", "Quiet UNKNOWN")).isTrue();
        }
    }

    private void rules(String loud, String quiet) throws IOException {
        Files.writeString(
                folder.resolve("rules.yml"),
                """
                groups:
                  - name: it
                    rules:
                      - {alert: Loud, expr: '%s', labels: {severity: page}}
                      - {alert: Quiet, expr: '%s', labels: {severity: page}}
                      - {alert: Ticket, expr: vector(1), labels: {severity: ticket}}
                """
                        .formatted(loud, quiet));
    }

    private static AlertEnvironmentSource source(HttpClient http, PrometheusServer prometheus) {
        var rule =
                new Rule(Rule.Effect.HOLD, 1, 3, Duration.ofMinutes(5), 1, Duration.ofMinutes(10));
        var watch =
                new AlertWatch(
                        WATCH,
                        new LabelMatchers("{severity=\"page\"}"),
                        new TreeSet<>(Set.of(EU_WEST)),
                        new TreeSet<>(),
                        rule);
        return new AlertEnvironmentSource(
                List.of(watch),
                http,
                List.of(PrometheusEndpoint.of(EU_WEST, prometheus.url())),
                CLOCK,
                Duration.ofSeconds(10));
    }

    /**
     * Asks until that is so of the alerts; the test's own time-out ends it when it never is. The watch
     * speaks of itself once a question has failed, as the first may before the server listens.
     */
    private static boolean awaited(AlertEnvironmentSource source, String... told) {
        List<String> seen = List.of();
        while (!seen.equals(List.of(told)) && !Thread.interrupted()) {
            seen =
                    source.observe(CLOCK.instant()).stream()
                            .filter(it -> !it.subject().name().equals(WATCH))
                            .map(AlertEnvironmentSourceIT::told)
                            .sorted()
                            .toList();
        }
        return seen.equals(List.of(told));
    }

    private static String told(Observation it) {
        return it.subject().name() + " " + it.condition();
    }
}
