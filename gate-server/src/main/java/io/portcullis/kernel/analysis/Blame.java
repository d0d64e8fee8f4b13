package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.statistics.FalseDiscovery;
import java.util.Arrays;
import java.util.List;

/**
 * Which groups are named after FAIL (analysis 2.5): the e-BH streams at a false discovery rate of
 * 0.1, or, if none, the one group that carries most of the evidence.
 */
final class Blame {

    private static final double FALSE_DISCOVERY_RATE = 0.1;

    private Blame() {}

    /**
     * Indices of the groups named.
     *
     * @param logValues log W_g, streams first
     * @param weights v_g
     * @param streamCount how many of the groups are single streams
     */
    static List<Integer> regressed(double[] logValues, double[] weights, int streamCount) {
        List<Integer> named =
                FalseDiscovery.named(Arrays.copyOf(logValues, streamCount), FALSE_DISCOVERY_RATE);
        return named.isEmpty() ? List.of(heaviest(logValues, weights)) : named;
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
