package io.portcullis.simulation.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * How long something took, where it may not have happened at all in the time watched.
 *
 * @param seconds of the trials in which it happened, ascending
 * @param trials made
 */
public record Delay(List<Integer> seconds, int trials) {

    private static final double NORMAL_95 = 1.96;
    private static final double LATE = 0.95;

    public Delay {
        var sorted = new ArrayList<>(seconds);
        Collections.sort(sorted);
        seconds = List.copyOf(sorted);
    }

    /** Median over all trials; infinite when it happened in fewer than half. */
    public double median() {
        return quantile(0.5);
    }

    /** Quantile over all trials: the smallest value that at least this part does not exceed. */
    public double quantile(double part) {
        return at((int) Math.ceil(part * trials));
    }

    /** Lower 95 % limit of the median by order statistics, normal approximation of the rank. */
    public double medianLow() {
        return at((int) Math.floor(trials / 2.0 - NORMAL_95 * Math.sqrt(trials) / 2));
    }

    /** Upper 95 % limit of the median. */
    public double medianHigh() {
        return at((int) Math.ceil(1 + trials / 2.0 + NORMAL_95 * Math.sqrt(trials) / 2));
    }

    /** Lower 95 % limit of the 95 % quantile, likewise. */
    double quantileLow95() {
        double spread = Math.sqrt(trials * LATE * (1 - LATE));
        return at((int) Math.floor(trials * LATE - NORMAL_95 * spread));
    }

    /** How often it happened. */
    public Rate power() {
        return new Rate(seconds.size(), trials);
    }

    private double at(int rank) {
        int index = Math.max(rank, 1) - 1;
        return index < seconds.size() ? seconds.get(index) : Double.POSITIVE_INFINITY;
    }

    /** "60 / 110", with the power where it is not 100 %. */
    @Override
    public String toString() {
        String times = text(median()) + " / " + text(quantile(0.95));
        return seconds.size() == trials
                ? times
                : times + String.format(Locale.ROOT, " (%.0f %%)", 100.0 * seconds.size() / trials);
    }

    /** Seconds without decimals; "-" for never. */
    public static String text(double seconds) {
        return Double.isInfinite(seconds) ? "-" : String.format(Locale.ROOT, "%.0f", seconds);
    }
}
