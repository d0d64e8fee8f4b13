package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whose fault it is: what the places the rollout touched say against those it did not, or against
 * the same clock time of earlier days (analysis 2.8).
 *
 * @param logTotal log W^S
 * @param logThreshold log(1/alpha_S)
 * @param touchedRegions regions with a canary at this stage
 * @param untouchedRegions the others
 * @param touched by stream, in a fixed order: those in use at this stage
 * @param untouchedUnhealthy unhealthy untouched places, of signals of which at least half of the
 *     untouched places are; empty when the world is fit
 */
public record Attribution(
        double logTotal,
        double logThreshold,
        SortedSet<Region> touchedRegions,
        SortedSet<Region> untouchedRegions,
        List<TouchedFinding> touched,
        List<UnhealthyPlace> untouchedUnhealthy) {

    public Attribution {
        touchedRegions = Collections.unmodifiableSortedSet(new TreeSet<>(touchedRegions));
        untouchedRegions = Collections.unmodifiableSortedSet(new TreeSet<>(untouchedRegions));
        touched = List.copyOf(touched);
        untouchedUnhealthy = List.copyOf(untouchedUnhealthy);
    }

    /** Whether W^S is at its threshold at this look; a later look may lose it again. */
    public boolean fails() {
        return logTotal >= logThreshold;
    }

    /** What carries most of the evidence. */
    public Optional<TouchedFinding> carrier() {
        return touched.stream().max(Comparator.comparingDouble(TouchedFinding::share));
    }

    /** What to name, most evidence first. */
    public List<TouchedFinding> named() {
        return touched.stream()
                .filter(TouchedFinding::named)
                .sorted(Comparator.comparingDouble(TouchedFinding::share).reversed())
                .toList();
    }

    /** Whether the evidence stands against places untouched at the same looks. */
    public boolean againstUntouched() {
        return carrier().map(it -> it.comparison() == Comparison.UNTOUCHED).orElse(false);
    }

    /** Whether what carries the evidence was bad already when the stage opened. */
    public boolean preExisting() {
        return carrier().map(TouchedFinding::preExisting).orElse(false);
    }

    /** Whether so many untouched places are bad that the world is, not the release. */
    public boolean isUntouchedUnhealthy() {
        return !untouchedUnhealthy.isEmpty();
    }
}
