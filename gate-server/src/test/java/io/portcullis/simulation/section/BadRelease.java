package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.statistics.LowerBound;
import io.portcullis.simulation.world.Setting;

/**
 * A release that is bad in one way.
 *
 * @param setting its world, noise aside
 * @param bound of the affected streams together
 * @param target of analysis section 6 it belongs to; 0 for none
 * @param calm seconds the median in A0 may take, {@code calm95} the 95 % quantile
 * @param normal the same in A1
 */
record BadRelease(
        String name,
        Setting setting,
        LowerBound bound,
        int target,
        double calm,
        double calm95,
        double normal,
        double normal95) {

    static BadRelease of(String name, Setting setting, LowerBound bound) {
        return new BadRelease(name, setting, bound, 0, 0, 0, 0, 0);
    }

    /** With medians that section 6 wants. */
    BadRelease wanted(int section6, double calmMedian, double normalMedian) {
        return wanted(
                section6,
                calmMedian,
                Double.POSITIVE_INFINITY,
                normalMedian,
                Double.POSITIVE_INFINITY);
    }

    /** With medians and 95 % quantiles that section 6 wants. */
    BadRelease wanted(
            int section6,
            double calmMedian,
            double calmQuantile,
            double normalMedian,
            double normalQuantile) {
        return new BadRelease(
                name,
                setting,
                bound,
                section6,
                calmMedian,
                calmQuantile,
                normalMedian,
                normalQuantile);
    }
}
