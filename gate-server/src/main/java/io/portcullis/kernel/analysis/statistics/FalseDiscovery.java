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
        int count = logValues.length;
        var ascending = new double[count];
        var sums = new double[count + 1];
        sums[0] = Double.NEGATIVE_INFINITY;
        for (int rank = 0; rank < count; rank++) {
            ascending[rank] = logValues[order.get(rank)];
            sums[rank + 1] = LogSpace.add(sums[rank], ascending[rank]);
        }
        var adjusted = new double[count];
        for (int rank = 0; rank < count; rank++) {
            adjusted[order.get(rank)] = least(rank, ascending, sums);
        }
        return adjusted;
    }

    /**
     * The least mean of one value and the l smallest others. It falls with l while the next other is
     * below it and rises from then on, so that the turn is found by halving.
     */
    private static double least(int rank, double[] ascending, double[] sums) {
        int low = 0;
        int high = ascending.length - 1;
        while (low < high) {
            int others = (low + high) >>> 1;
            double next = ascending[others < rank ? others : others + 1];
            if (next >= mean(others, rank, ascending, sums)) {
                high = others;
            } else {
                low = others + 1;
            }
        }
        return mean(low, rank, ascending, sums);
    }

    /** log of the mean of the value at a rank and so many of the smallest others. */
    private static double mean(int others, int rank, double[] ascending, double[] sums) {
        double sum =
                others <= rank ? LogSpace.add(ascending[rank], sums[others]) : sums[others + 1];
        return sum - Math.log(others + 1.0);
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
