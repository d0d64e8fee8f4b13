package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.finding.Certainty;
import io.portcullis.kernel.analysis.statistics.FalseDiscovery;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which groups are named after FAIL (analysis 2.5): the e-BH streams at a false discovery rate of
 * 0.1, or, if none, the one group that carries most of the evidence.
 */
final class Blame {

    private Blame() {}

    /**
     * Indices of the groups named.
     *
     * @param logValues log W_g, streams first
     * @param weights v_g
     * @param streamCount how many of the groups are single streams
     */
    static List<Integer> regressed(double[] logValues, double[] weights, int streamCount) {
        List<Integer> named = likely(logValues, streamCount);
        return named.isEmpty() ? List.of(heaviest(logValues, weights)) : named;
    }

    /** Streams that e-BH names. */
    static List<Integer> likely(double[] logValues, int streamCount) {
        return FalseDiscovery.named(
                Arrays.copyOf(logValues, streamCount), Certainty.FALSE_DISCOVERY_RATIO);
    }

    /** Streams that closed testing names: over all streams together one wrongly at this level. */
    static List<Integer> sure(double[] logValues, int streamCount, double logThreshold) {
        double[] adjusted = FalseDiscovery.adjusted(Arrays.copyOf(logValues, streamCount));
        return IntStream.range(0, streamCount)
                .filter(stream -> adjusted[stream] >= logThreshold)
                .boxed()
                .toList();
    }

    /** The group with the largest v_g W_g. */
    static int heaviest(double[] logValues, double[] weights) {
        int heaviest = 0;
        for (int group = 1; group < logValues.length; group++) {
            if (part(logValues, weights, group) > part(logValues, weights, heaviest)) {
                heaviest = group;
            }
        }
        return heaviest;
    }

    private static double part(double[] logValues, double[] weights, int group) {
        return Math.log(weights[group]) + logValues[group];
    }
}
