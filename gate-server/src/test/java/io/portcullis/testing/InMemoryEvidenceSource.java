package io.portcullis.testing;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.counter.Scrape;
import io.portcullis.kernel.evidence.counter.SeriesId;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.port.EvidenceSource;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counters in memory. What is put in with a time can be read once that time is the delay ago. */
public final class InMemoryEvidenceSource implements EvidenceSource {

    private final Region region;
    private final Duration delay;
    private final Map<Key, TreeMap<Instant, Double>> samples = new HashMap<>();
    private boolean reachable = true;

    public InMemoryEvidenceSource(Region region, Duration delay) {
        this.region = region;
        this.delay = delay;
    }

    public synchronized void sample(
            String target, VersionedCell cell, Part part, Instant at, double value) {
        samples.computeIfAbsent(new Key(target, cell, part), _ -> new TreeMap<>()).put(at, value);
    }

    public synchronized void reachable(boolean answers) {
        reachable = answers;
    }

    @Override
    public Region region() {
        return region;
    }

    @Override
    public synchronized Scrape scrape(Instant since, Instant now, Instant deadline) {
        return scrape(since, now.minus(delay));
    }

    @Override
    public synchronized List<Scrape> history(
            Instant now, Duration look, int looks, Instant deadline) {
        var scrapes = new ArrayList<Scrape>();
        for (int left = looks - 1; left >= 0; left--) {
            var at = now.minus(delay).minus(look.multipliedBy(left));
            scrapes.add(scrape(at.minus(look), at));
        }
        return scrapes;
    }

    private Scrape scrape(Instant after, Instant at) {
        if (!reachable) {
            throw new EvidenceUnavailable(
                    Gap.Cause.UNREACHABLE, Retry.WORTHWHILE, region + " does not answer");
        }
        var series = new ArrayList<CounterSeries>();
        var targets = new HashSet<String>();
        var signals = new HashMap<SignalName, BadSeries>();
        samples.forEach((key, all) -> {
            var part = all.subMap(after, false, at, true);
            if (!part.isEmpty()) {
                targets.add(key.target());
                signals.put(key.cell().signal(), BadSeries.WITH_FIRST_ERROR);
                series.add(key.series(part));
            }
        });
        return new Scrape(region, at, targets, signals, series, List.of(), List.of(), Map.of());
    }

    private record Key(String target, VersionedCell cell, Part part) {
        CounterSeries series(Map<Instant, Double> samples) {
            return new CounterSeries(
                    SeriesId.of(List.of(target, cell.toString(), part.name())),
                    target,
                    cell,
                    part,
                    samples.entrySet().stream()
                            .map(one -> new Sample(one.getKey().toEpochMilli(), one.getValue()))
                            .toList());
        }
    }
}
