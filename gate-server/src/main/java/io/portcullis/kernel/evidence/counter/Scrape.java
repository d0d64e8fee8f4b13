package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one region's source holds up to one instant. A signal is in {@code signals} only when its
 * numerator and its denominator were read whole and fresh; a scrape without signals changes nothing.
 *
 * @param at instant up to which samples are given
 * @param targets servers that are up and whose samples are fresh
 * @param signals what was measured
 * @param series raw samples of the signals measured, also of servers that have gone since
 * @param gaps what was not measured, and why
 * @param observations of the signals measured, complete in themselves
 * @param origins what servers run, as far as their series say
 */
public record Scrape(
        Region region,
        Instant at,
        Set<String> targets,
        Map<SignalName, BadSeries> signals,
        List<CounterSeries> series,
        List<Gap> gaps,
        List<Observation> observations,
        Map<String, Origin> origins) {

    public Scrape {
        targets = Set.copyOf(targets);
        signals = Map.copyOf(signals);
        series = List.copyOf(series);
        gaps = List.copyOf(gaps);
        observations = List.copyOf(observations);
        origins = Map.copyOf(origins);
        for (CounterSeries one : series) {
            requireMeasured(signals, one.cell().signal());
        }
        for (Observation one : observations) {
            requireMeasured(signals, one.cell().signal());
        }
    }

    private static void requireMeasured(Map<SignalName, BadSeries> signals, SignalName signal) {
        if (!signals.containsKey(signal.base())) {
            throw new IllegalArgumentException(
                    "series of " + signal + " in a scrape without that signal");
        }
    }

    /** Nothing could be read. */
    public static Scrape missing(Region region, Instant at, Gap.Cause cause, String detail) {
        return new Scrape(
                region,
                at,
                Set.of(),
                Map.of(),
                List.of(),
                List.of(new Gap(region, cause, detail)),
                List.of(),
                Map.of());
    }
}
