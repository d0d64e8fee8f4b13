package io.portcullis.kernel.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which of several e-values may be named, and how surely (analysis 2.5). */
public final class FalseDiscovery {

    private FalseDiscovery() {}

    /**
     * e-BH, step-up: names the k* largest, k* = max{k: e_(k) >= m / (fdr k)}. False discovery rate at
     * most fdr under any dependence (Wang, Ramdas 2022).
     *
     * @return indices named, ascending
     */
    public static List<Integer> named(double[] logValues, double fdr) {
        List<Integer> order = largestFirst(logValues);
        int count = 0;
        for (int rank = 1; rank <= order.size(); rank++) {
            double needed = Math.log(logValues.length / (fdr * rank));
            if (logValues[order.get(rank - 1)] >= needed) {
                count = rank;
            }
        }
        var named = new ArrayList<>(order.subList(0, count));
        Collections.sort(named);
        return List.copyOf(named);
    }

    /**
     * Closed testing of the arithmetic mean: log e*_i, with e*_i = min over l of (e_i + sum of the l
     * smallest others) / (l + 1). Naming all with e*_i >= 1/alpha errs with probability at most
     * alpha for the whole family.
     */
    public static double[] adjusted(double[] logValues) {
        List<Integer> order = largestFirst(logValues).reversed();
        var adjusted = new double[logValues.length];
        for (int index = 0; index < logValues.length; index++) {
            double sum = logValues[index];
            double least = sum;
            int terms = 1;
            for (int other : order) {
                if (other != index) {
                    sum = LogSpace.add(sum, logValues[other]);
                    terms++;
                    least = Math.min(least, sum - Math.log(terms));
                }
            }
            adjusted[index] = least;
        }
        return adjusted;
    }

    /** log of the arithmetic mean. */
    static double mean(double[] logValues) {
        double sum = Arrays.stream(logValues).reduce(Double.NEGATIVE_INFINITY, LogSpace::add);
        return sum - Math.log(logValues.length);
    }

    private static List<Integer> largestFirst(double[] logValues) {
        return IntStream.range(0, logValues.length)
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingDouble(index -> -logValues[index])
                                .thenComparingInt(index -> index))
                .toList();
    }
}
