package io.portcullis.simulation.report;

import io.portcullis.simulation.world.LogFactorial;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * How often something happened.
 *
 * @param events of the trials
 * @param trials made
 */
public record Rate(int events, int trials) {

    private static final double TAIL = 0.025;
    private static final int HALVINGS = 60;

    /** Of these, those for which it holds. */
    public static <T> Rate of(Collection<T> all, Predicate<T> holds) {
        return new Rate((int) all.stream().filter(holds).count(), all.size());
    }

    /** The two together. */
    public Rate plus(Rate other) {
        return new Rate(events + other.events, trials + other.trials);
    }

    public double value() {
        return events / (double) trials;
    }

    /** Lower 95 % limit of Clopper and Pearson (1934): P(X >= events) = 2.5 %. */
    public double low() {
        return events == 0 ? 0 : solve(p -> 1 - atMost(events - 1, p) < TAIL);
    }

    /** Upper 95 % limit of Clopper and Pearson (1934): P(X <= events) = 2.5 %. */
    public double high() {
        return events == trials ? 1 : solve(p -> atMost(events, p) > TAIL);
    }

    /** Largest p for which it still holds. */
    private static double solve(Predicate<Double> holds) {
        double low = 0;
        double high = 1;
        for (int halving = 0; halving < HALVINGS; halving++) {
            double middle = (low + high) / 2;
            if (holds.test(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private double atMost(int most, double p) {
        double sum = 0;
        for (int k = 0; k <= most; k++) {
            sum +=
                    Math.exp(
                            LogFactorial.of(trials)
                                    - LogFactorial.of(k)
                                    - LogFactorial.of(trials - k)
                                    + k * Math.log(p)
                                    + (trials - k) * Math.log1p(-p));
        }
        return sum;
    }

    /** "3/300 1.0 % [0.2, 2.9]". */
    @Override
    public String toString() {
        return trials == 0
                ? "-"
                : String.format(
                        Locale.ROOT,
                        "%d/%d %.1f %% [%.1f, %.1f]",
                        events,
                        trials,
                        100 * value(),
                        100 * low(),
                        100 * high());
    }
}
