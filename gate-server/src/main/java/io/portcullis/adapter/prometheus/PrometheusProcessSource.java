package io.portcullis.adapter.prometheus;

import io.portcullis.adapter.prometheus.ProcessQueries.CarriedGauge;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.port.ProcessSource;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;

/**
 * What the servers of one service carry, in one region's Prometheus, Thanos, Mimir or
 * VictoriaMetrics.
 *
 * <p>Reads raw samples without delay: what a server said last before its end is what counts. Which
 * servers exist is told by {@code up} at one instant: a server that was taken away leaves a marker
 * there within three scrapes and is missing then, one that is not scraped for a while is not.
 */
public final class PrometheusProcessSource implements ProcessSource {

    /** Looks back over so much, several scrapes of any usual interval. */
    private static final Duration RANGE = Duration.ofMinutes(3);

    private final PrometheusClient client;
    private final ProcessQueries queries;

    /**
     * @param http never follows redirects
     */
    public PrometheusProcessSource(
            HttpClient http,
            PrometheusEndpoint endpoint,
            ProcessQueries queries,
            InstantSource clock) {
        this.client = new PrometheusClient(http, endpoint, clock);
        this.queries = queries;
    }

    @Override
    public Region region() {
        return client.endpoint().region();
    }

    @Override
    public ProcessEvidence read(Instant now, Instant deadline) {
        var up = client.at(now, range(ServiceQueries.ALL_TARGETS), deadline);
        var exist = client.at(now, "timestamp(" + ServiceQueries.ALL_TARGETS + ")", deadline);
        var starts = client.at(now, range(queries.start()), deadline);
        var draining = queries.draining().map(gauge -> client.at(now, range(gauge), deadline));
        var asked = new LinkedHashMap<CarriedGauge, PrometheusClient.Pending>();
        for (CarriedGauge gauge : queries.carried()) {
            asked.put(gauge, client.at(now, range(gauge.gauge()), deadline));
        }
        var carried = new LinkedHashMap<CarriedGauge, Matrix>();
        asked.forEach((gauge, answer) -> carried.put(gauge, answer.gauges()));
        return new ProcessReading(
                        region(),
                        queries,
                        new ProcessReading.Answers(
                                up.gauges(),
                                exist.vector().keySet(),
                                starts.gauges(),
                                draining.map(PrometheusClient.Pending::gauges),
                                carried))
                .evidence(now);
    }

    private static String range(Selector selector) {
        return selector + "[" + RANGE.toMillis() + "ms]";
    }
}
