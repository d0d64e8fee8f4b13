package io.portcullis.app.intake;

import java.util.List;

/**
 * What one server pushed at once.
 *
 * @param totals running totals
 * @param increments each counted once, however often it is sent
 * @param histograms running totals of buckets, those of one histogram in one list, that of all its
 *     observations first
 * @param histogramIncrements increments of buckets, likewise
 * @param levels gauges
 */
public record ServerPush(
        List<PushedTotal> totals,
        List<PushedIncrement> increments,
        List<List<PushedTotal>> histograms,
        List<List<PushedIncrement>> histogramIncrements,
        List<PushedLevel> levels) {

    public ServerPush {
        totals = List.copyOf(totals);
        increments = List.copyOf(increments);
        histograms = histograms.stream().map(List::copyOf).toList();
        histogramIncrements = histogramIncrements.stream().map(List::copyOf).toList();
        levels = List.copyOf(levels);
    }

    public boolean isEmpty() {
        return totals.isEmpty()
                && increments.isEmpty()
                && histograms.isEmpty()
                && histogramIncrements.isEmpty()
                && levels.isEmpty();
    }
}
