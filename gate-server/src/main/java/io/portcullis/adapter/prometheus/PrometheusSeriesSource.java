package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.pack.health.Readings;
import io.portcullis.kernel.pack.health.Readings.Sample;
import io.portcullis.kernel.pack.health.ScrapedServer;
import io.portcullis.port.SeriesSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Any series of one region's Prometheus, Thanos, Mimir or VictoriaMetrics. What is now is read as raw
 * samples, so that its age is known; of the window before only the most is asked for, which costs one
 * number a server.
 */
public final class PrometheusSeriesSource implements SeriesSource {

    /** Resolution of the window before. */
    private static final String STEP = "30s";

    private final PrometheusClient client;

    /**
     * @param http never follows redirects
     * @param clock for deadlines
     */
    public PrometheusSeriesSource(
            HttpClient http, PrometheusEndpoint endpoint, InstantSource clock) {
        this.client = new PrometheusClient(http, endpoint, clock);
    }

    @Override
    public Region region() {
        return client.endpoint().region();
    }

    @Override
    public Map<String, Readings> read(
            Collection<String> selectors, Duration before, Instant now, Instant deadline) {
        var asked = new LinkedHashMap<String, Asked>();
        for (String selector : new TreeSet<>(selectors)) {
            asked.put(selector, ask(new Selector(selector), before, now, deadline));
        }
        var readings = new HashMap<String, Readings>();
        asked.forEach((selector, questions) -> readings.put(selector, questions.answer()));
        return readings;
    }

    private Asked ask(Selector selector, Duration before, Instant now, Instant deadline) {
        String window = "[" + before.toSeconds() + "s:" + STEP + "]";
        return new Asked(
                client.at(now, recent(selector), deadline),
                client.at(
                        now,
                        "max_over_time(sum by (job,instance,pod) (%s)%s)"
                                .formatted(selector, window),
                        deadline),
                client.at(now, "max_over_time(sum(%s)%s)".formatted(selector, window), deadline));
    }

    private static String recent(Selector selector) {
        return selector + "[" + RECENT.toMillis() + "ms]";
    }

    private record Asked(
            PrometheusClient.Pending recent,
            PrometheusClient.Pending byServer,
            PrometheusClient.Pending together) {

        Readings answer() {
            var most = new TreeMap<ScrapedServer, Double>();
            byServer.vector()
                    .forEach((labels, value) ->
                            most.merge(
                                    server(new Matrix.Series(labels, List.of())),
                                    value,
                                    Double::sum));
            return new Readings(
                    recent.gauges().series().stream()
                            .filter(series -> !series.samples().isEmpty())
                            .map(Asked::series)
                            .toList(),
                    most,
                    together.vector().values().stream().mapToDouble(it -> it).findFirst());
        }

        private static Readings.Series series(Matrix.Series series) {
            return new Readings.Series(
                    server(series),
                    series.samples().stream()
                            .map(point -> new Sample(point.epochMillis(), point.value()))
                            .toList());
        }

        private static ScrapedServer server(Matrix.Series series) {
            return new ScrapedServer(series.job(), series.instance());
        }
    }
}
