package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.isolation.RegionSignSource;
import io.portcullis.port.isolation.RegionSigns;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks each region's store for servers that are up and for the gauges that tell of the region as a
 * whole. A question that fails leaves out what it was for, and nothing else.
 */
public final class PrometheusRegionSignSource implements RegionSignSource {

    private static final Logger LOG = LoggerFactory.getLogger(PrometheusRegionSignSource.class);

    /** When any server that is up was scraped last: {@code timestamp} is lost in a comparison. */
    static final String UP = "max(timestamp(up) and (up == 1))";

    /** Servers that cannot be scraped: whatever they carry goes on unseen. */
    static final String DOWN = "up == 0";

    /** A fall is seen within two minutes; half a minute more for the level before it. */
    private static final Duration LEVELS = Duration.ofSeconds(150);

    /** Further back, so that every server is counted at the first level as well. */
    private static final Duration SAMPLES = LEVELS.plusSeconds(60);

    private static final Duration NEWEST = Duration.ofSeconds(120);

    private final List<PrometheusClient> clients = new ArrayList<>();
    private final RegionSelectors selectors;
    private final InstantSource clock;
    private final Duration timeout;
    private final Map<Region, SeenServers> seen = new ConcurrentHashMap<>();

    /**
     * @param http never follows redirects
     * @param timeout of all questions together
     */
    public PrometheusRegionSignSource(
            HttpClient http,
            List<PrometheusEndpoint> endpoints,
            RegionSelectors selectors,
            InstantSource clock,
            Duration timeout) {
        endpoints.forEach(it -> clients.add(new PrometheusClient(http, it, clock)));
        this.selectors = selectors;
        this.clock = clock;
        this.timeout = timeout;
    }

    @Override
    public Proof.Way way() {
        return Proof.Way.METRIC_STORE;
    }

    @Override
    public SortedMap<Region, RegionSigns> signs(Instant now) {
        Instant deadline = clock.instant().plus(timeout);
        // All are asked before the first is waited for.
        List<Asked> asked = clients.stream().map(it -> ask(it, now, deadline)).toList();
        var signs = new TreeMap<Region, RegionSigns>();
        asked.forEach(it -> signs.put(it.region(), read(it, now)));
        return signs;
    }

    private Asked ask(PrometheusClient client, Instant now, Instant deadline) {
        return new Asked(
                client.endpoint().region(),
                pending(client, UP, now, deadline),
                pending(client, DOWN, now, deadline),
                selectors.sessions().stream()
                        .map(it -> range(client, Optional.of(it), SAMPLES, now, deadline))
                        .filter(Objects::nonNull)
                        .toList(),
                range(client, selectors.claim(), NEWEST, now, deadline),
                range(client, selectors.load(), NEWEST, now, deadline),
                range(client, selectors.capacity(), NEWEST, now, deadline));
    }

    private static PrometheusClient.@Nullable Pending range(
            PrometheusClient client,
            Optional<Selector> selector,
            Duration back,
            Instant now,
            Instant deadline) {
        return selector.isEmpty()
                ? null
                : pending(client, selector.get() + "[" + back.toMillis() + "ms]", now, deadline);
    }

    private static PrometheusClient.@Nullable Pending pending(
            PrometheusClient client, String query, Instant now, Instant deadline) {
        try {
            return client.at(now, query, deadline);
        } catch (EvidenceUnavailable e) {
            told(client.endpoint().region(), e);
            return null;
        }
    }

    private RegionSigns read(Asked asked, Instant now) {
        Region region = asked.region();
        var aliveAt =
                read(region, asked.up(), PrometheusRegionSignSource::aliveAt).flatMap(it -> it);
        return new RegionSigns(
                aliveAt,
                levels(asked, aliveAt, now),
                gauge(region, asked.claim()).flatMap(it -> it.claim(now)),
                gauge(region, asked.load())
                        .map(it -> it.sum(now))
                        .orElseGet(RegionSigns.NONE::load),
                gauge(region, asked.capacity())
                        .map(it -> it.sum(now))
                        .orElseGet(RegionSigns.NONE::capacity));
    }

    /** Of all gauges together, or of none: a part would look like a fall. */
    private List<SessionLevel> levels(Asked asked, Optional<Instant> aliveAt, Instant now) {
        var series = new ArrayList<Matrix.Series>();
        for (var one : asked.sessions()) {
            var part = read(asked.region(), one, PrometheusClient.Pending::gauges);
            if (part.isEmpty()) {
                return List.of();
            }
            series.addAll(part.get().series());
        }
        var matrix = new Matrix(series);
        SeenServers servers = seen.getOrDefault(asked.region(), SeenServers.NONE).with(matrix, now);
        seen.put(asked.region(), servers);
        var gauge = new RegionGauge(matrix);
        var levels = new ArrayList<>(gauge.levels(now.minus(LEVELS), now));
        aliveAt.filter(it -> levels.isEmpty() || it.isAfter(levels.getLast().at()))
                .filter(_ -> mayBeGone(servers, asked))
                .flatMap(gauge::nothing)
                .ifPresent(levels::add);
        return levels;
    }

    /** They told what they carry, now or long ago, and none of them is down. */
    private static boolean mayBeGone(SeenServers servers, Asked asked) {
        return !servers.isEmpty()
                && read(asked.region(), asked.down(), it -> it.vector().keySet())
                        .filter(it -> !servers.areUnseen(it))
                        .isPresent();
    }

    private static Optional<Instant> aliveAt(PrometheusClient.Pending up) {
        return up.vector().values().stream()
                .filter(Double::isFinite)
                .map(seconds -> Instant.ofEpochMilli(Math.round(seconds * 1_000)))
                .max(Instant::compareTo);
    }

    private static Optional<RegionGauge> gauge(
            Region region, PrometheusClient.@Nullable Pending pending) {
        return read(region, pending, it -> new RegionGauge(it.gauges()));
    }

    private static <T> Optional<T> read(
            Region region,
            PrometheusClient.@Nullable Pending pending,
            Function<PrometheusClient.Pending, T> reading) {
        if (pending == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(reading.apply(pending));
        } catch (EvidenceUnavailable e) {
            told(region, e);
            return Optional.empty();
        }
    }

    private static void told(Region region, EvidenceUnavailable e) {
        LOG.debug("Metric store does not tell. region={} cause={}", region, e.getMessage());
    }

    private record Asked(
            Region region,
            PrometheusClient.@Nullable Pending up,
            PrometheusClient.@Nullable Pending down,
            List<PrometheusClient.Pending> sessions,
            PrometheusClient.@Nullable Pending claim,
            PrometheusClient.@Nullable Pending load,
            PrometheusClient.@Nullable Pending capacity) {}
}
