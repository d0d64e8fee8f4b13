package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.counter.CounterBook.Last;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.counter.Counting.Step;
import io.portcullis.kernel.evidence.distribution.Bucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The buckets of one scrape that belong together: where one falls, all of them restarted, though
 * others may have passed what they stood at; and together they gain what the whole histogram gains,
 * or their bounds are not those of before.
 *
 * @param restarts times at which a histogram counted from 0, by histogram
 */
record Histograms(Map<SeriesId, Set<Long>> restarts) {

    /** Part of an observation that sums of doubles may lose. */
    private static final double ROUNDING = 1e-3;

    static Histograms of(List<CounterSeries> scraped, Map<SeriesId, Last> known) {
        var restarts = new HashMap<SeriesId, Set<Long>>();
        for (CounterSeries one : scraped) {
            if (one.histogram() != null) {
                var last = known.get(one.id());
                long counted = last == null ? Long.MIN_VALUE : last.epochMillis();
                double value = last == null ? 0 : last.value();
                for (Sample sample : one.samples()) {
                    if (sample.epochMillis() > counted) {
                        if (sample.value() < value) {
                            restarts.computeIfAbsent(one.histogram(), _ -> new HashSet<>())
                                    .add(sample.epochMillis());
                        }
                        value = sample.value();
                    }
                }
            }
        }
        return new Histograms(restarts);
    }

    boolean restarts(CounterSeries one, long epochMillis) {
        return one.histogram() != null
                && restarts.getOrDefault(one.histogram(), Set.of()).contains(epochMillis);
    }

    /** Histograms whose buckets gained more than they did, with their servers. */
    Torn torn(List<Step> steps) {
        var more = new LinkedHashMap<SeriesId, Double>();
        var servers = new HashMap<SeriesId, String>();
        for (Step step : steps) {
            SeriesId histogram = step.histogram();
            if (histogram != null) {
                boolean whole = step.cell().signal().part().equals(Bucket.ALL);
                more.merge(histogram, whole ? -step.exposure() : step.exposure(), Double::sum);
                servers.put(histogram, step.target());
            }
        }
        var torn = new ArrayList<SeriesId>();
        more.forEach((histogram, excess) -> {
            if (excess > ROUNDING) {
                torn.add(histogram);
            }
        });
        return new Torn(torn, servers);
    }

    /** Histograms that do not fit together. */
    record Torn(List<SeriesId> histograms, Map<SeriesId, String> servers) {

        void forEach(BiConsumer<SeriesId, String> use) {
            histograms.forEach(one -> use.accept(one, servers.getOrDefault(one, "")));
        }
    }
}
