package io.portcullis.kernel.analysis.history;

import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Estimates how far two halves of one version differ lastingly, by moments: what deviations over an
 * interval are larger than clusters and noise from look to look explain.
 *
 * <pre>
 *   theta = r / (1 + r),  u = x_c - k theta,  v = k theta (1 - theta) per look;  U, V, V2 = sums of u, v, v^2
 *   a log ratio d moves U by about d V:  E[U^2] = phi_cl V + c^2 V2 + sigma_p^2 V^2
 *   per block of 60 looks, around the interval's own ratio:  D = U_b - V_b U/V,
 *   E[D^2] = (phi_cl V_b + c^2 V2_b)(1 - V_b/V) + sigma_w^2 V_b^2 (1 - 2 V_b/V + sum V_j^2/V^2)
 * </pre>
 *
 * <p>Each difference is weighted by what it can tell, 1/m^2, with m the expectation at a deviation
 * of 10 %, and winsorised at 36 m + 9, so that one incident does not stand for what is usual.
 */
final class DifferenceSum {

    private static final int BLOCK_LOOKS = 60;
    private static final double DEVIATION_USUAL = 0.1;
    private static final double WINSOR_SLOPE = 36;
    private static final double WINSOR_OFFSET = 9;

    private final Moment lasting = new Moment();
    private final Moment wander = new Moment();
    private int comparisons;

    /** Adds one place over one interval. */
    void add(List<Window> looks, Dispersion dispersion) {
        var whole = Deviation.of(looks);
        if (!(whole.variance() > 0)) {
            return;
        }
        comparisons++;
        lasting.add(
                whole.deviation() * whole.deviation(),
                whole.noise(dispersion),
                whole.variance() * whole.variance());
        var blocks =
                IntStream.iterate(0, begin -> begin < looks.size(), begin -> begin + BLOCK_LOOKS)
                        .mapToObj(begin ->
                                looks.subList(begin, Math.min(begin + BLOCK_LOOKS, looks.size())))
                        .map(Deviation::of)
                        .toList();
        if (blocks.size() > 1) {
            blocks.forEach(block -> add(block, whole, blocks, dispersion));
        }
    }

    private void add(
            Deviation block, Deviation whole, List<Deviation> blocks, Dispersion dispersion) {
        double part = block.variance() / whole.variance();
        double squares =
                blocks.stream()
                        .mapToDouble(one -> one.variance() / whole.variance())
                        .map(share -> share * share)
                        .sum();
        double around = block.deviation() - part * whole.deviation();
        wander.add(
                around * around,
                block.noise(dispersion) * (1 - part),
                block.variance() * block.variance() * (1 - 2 * part + squares));
    }

    LastingDifference difference(SignalName signal) {
        return new LastingDifference(signal, lasting.root(), wander.root(), comparisons);
    }

    /** Sums of one stretch of looks. */
    private record Deviation(double deviation, double variance, double squares) {

        static Deviation of(List<Window> looks) {
            double deviation = 0;
            double variance = 0;
            double squares = 0;
            for (Window look : looks) {
                if (look.canaryExposure() > 0 && look.oldExposure() > 0) {
                    double r = look.canaryExposure() / look.oldExposure();
                    double theta = r / (1 + r);
                    double k = look.canaryEvents() + look.oldEvents();
                    double v = k * theta * (1 - theta);
                    deviation += look.canaryEvents() - k * theta;
                    variance += v;
                    squares += v * v;
                }
            }
            return new Deviation(deviation, variance, squares);
        }

        double noise(Dispersion dispersion) {
            return dispersion.clustering() * variance + dispersion.variationSquared() * squares;
        }
    }

    /** Weighted mean of (square - noise) over weighted mean of what a unit of sigma^2 adds. */
    private static final class Moment {

        private double excess;
        private double unit;

        void add(double square, double noise, double perUnit) {
            double mean = noise + DEVIATION_USUAL * DEVIATION_USUAL * perUnit;
            if (!(mean > 0)) {
                return;
            }
            double weight = perUnit / (mean * mean);
            excess += weight * (Math.min(square, WINSOR_SLOPE * mean + WINSOR_OFFSET) - noise);
            unit += weight * perUnit;
        }

        double root() {
            return unit > 0 ? Math.sqrt(Math.max(0, excess / unit)) : 0;
        }
    }
}
