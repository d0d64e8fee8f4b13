package io.portcullis.kernel.analysis.history;

import java.util.Arrays;

/** Quantiles as values that occurred: the smallest that so large a part does not exceed. */
public final class Quantiles {

    private final double[] sorted;

    /**
     * @param values at least one
     */
    public Quantiles(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values are empty; must be at least one");
        }
        sorted = values.clone();
        Arrays.sort(sorted);
    }

    /**
     * @param part above 0, at most 1
     */
    public double at(double part) {
        if (!(part > 0 && part <= 1)) {
            throw new IllegalArgumentException("part is " + part + "; must be above 0, at most 1");
        }
        return sorted[(int) Math.ceil(part * sorted.length - 1e-9) - 1];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }
}
