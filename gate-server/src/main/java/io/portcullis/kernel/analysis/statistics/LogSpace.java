package io.portcullis.kernel.analysis.statistics;

/** Sums of numbers kept as their natural logarithms; negative infinity is zero (analysis 2.13). */
public final class LogSpace {

    private LogSpace() {}

    /** log(e^a + e^b) = max + log1p(e^(min - max)). */
    public static double add(double a, double b) {
        double max = Math.max(a, b);
        double min = Math.min(a, b);
        return min == Double.NEGATIVE_INFINITY ? max : max + Math.log1p(Math.exp(min - max));
    }

    /** log of the sum of e^v over values[from..to). */
    static double sum(double[] values, int from, int to) {
        double max = Double.NEGATIVE_INFINITY;
        for (int index = from; index < to; index++) {
            max = Math.max(max, values[index]);
        }
        if (max == Double.NEGATIVE_INFINITY) {
            return max;
        }
        double sum = 0;
        for (int index = from; index < to; index++) {
            sum += Math.exp(values[index] - max);
        }
        return max + Math.log(sum);
    }
}
