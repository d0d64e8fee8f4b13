package io.portcullis.testing;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.pack.health.Readings;
import io.portcullis.kernel.pack.health.Readings.Sample;
import io.portcullis.kernel.pack.health.ScrapedServer;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.SeriesSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Series as scrapes of servers brought them. */
public final class InMemorySeriesSource implements SeriesSource {

    private final Region region;
    private final NavigableMap<Long, Map<ScrapedServer, Exposition>> scrapes =
            new ConcurrentSkipListMap<>();
    private volatile @Nullable String broken;

    public InMemorySeriesSource(Region region) {
        this.region = region;
    }

    /** A scrape of the server that succeeded. */
    public void scraped(Instant at, String job, String instance, Exposition answer) {
        put(at, job, instance, answer.and("up", 1));
    }

    /** A scrape of the server that failed. */
    public void failed(Instant at, String job, String instance) {
        put(at, job, instance, Exposition.EMPTY.and("up", 0));
    }

    private void put(Instant at, String job, String instance, Exposition answer) {
        scrapes.computeIfAbsent(at.toEpochMilli(), _ -> new TreeMap<>())
                .put(new ScrapedServer(job, instance), answer.scraped(job, instance));
    }

    /** From now on it does not answer. */
    public void breakDown(String why) {
        broken = why;
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public Map<String, Readings> read(
            Collection<String> selectors, Duration before, Instant now, Instant deadline) {
        String why = broken;
        if (why != null) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, EvidenceUnavailable.Retry.WORTHWHILE, why);
        }
        var readings = new HashMap<String, Readings>();
        for (String selector : selectors) {
            readings.put(selector, read(selector, before, now));
        }
        return readings;
    }

    private Readings read(String selector, Duration before, Instant now) {
        var recent = new LinkedHashMap<Map<String, String>, List<Sample>>();
        var most = new TreeMap<ScrapedServer, Double>();
        double together = Double.NEGATIVE_INFINITY;
        long first = now.minus(before).toEpochMilli();
        for (var scrape : scrapes.subMap(first, false, now.toEpochMilli(), true).entrySet()) {
            var sums = new HashMap<ScrapedServer, Double>();
            scrape.getValue()
                    .forEach((server, answer) -> {
                        for (var one : answer.find(selector)) {
                            sums.merge(server, one.value(), Double::sum);
                            recent.computeIfAbsent(one.labels(), _ -> new ArrayList<>())
                                    .add(new Sample(scrape.getKey(), one.value()));
                        }
                    });
            sums.forEach((server, sum) -> most.merge(server, sum, Math::max));
            if (!sums.isEmpty()) {
                together = Math.max(together, sums.values().stream().mapToDouble(it -> it).sum());
            }
        }
        return new Readings(
                recent.entrySet().stream()
                        .map(one -> series(one.getKey(), one.getValue(), now))
                        .filter(one -> !one.isEmpty())
                        .map(List::getFirst)
                        .toList(),
                most,
                most.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(together));
    }

    private static List<Readings.Series> series(
            Map<String, String> labels, List<Sample> samples, Instant now) {
        var recent =
                samples.stream()
                        .filter(it -> it.epochMillis() >= now.minus(RECENT).toEpochMilli())
                        .toList();
        var server =
                new ScrapedServer(
                        labels.getOrDefault("job", ""), labels.getOrDefault("instance", ""));
        return recent.isEmpty() ? List.of() : List.of(new Readings.Series(server, recent));
    }
}
