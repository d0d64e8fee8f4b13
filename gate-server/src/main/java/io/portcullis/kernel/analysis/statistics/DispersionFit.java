package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/**
 * Least squares of squared deviations on their binomial variance, tempered by a prior (analysis
 * 2.9). A point is one group at one look of a comparison of like with like.
 *
 * <pre>
 *   E[u^2] = phi_cl v + c^2 v^2,  weights 1/(v + 2 m^2),  m = phi_cl v + c^2 v^2 of the round before
 *   u^2 winsorised at 36 m + 9
 *   A11 = a11 (1 + n0/n),  A22 = a22 (1 + n0/n),  A12 = a12
 *   B1 = b1 + a11 (n0/n) phi_0,  B2 = b2 + a22 (n0/n) c_0^2
 *   phi_cl below 1: phi_cl = 1, c^2 = max(0, (B2 - A12) / A22)
 *   else c^2 below 0: c^2 = 0, phi_cl = max(1, B1 / A11)
 * </pre>
 *
 * <p>A bound is applied in every round, by solving anew with the other coefficient held: clipping
 * alone leaves the free one where the pair was. Without any point the prior is the answer. Reusable;
 * not thread-safe.
 */
final class DispersionFit {

    private static final int POINTS_INITIAL = 64;
    private static final double WINSOR_SLOPE = 36;
    private static final double WINSOR_OFFSET = 9;

    private double[] squares = new double[POINTS_INITIAL];
    private double[] variances = new double[POINTS_INITIAL];
    private int count;

    /**
     * How a fit is tempered.
     *
     * @param prior (phi_0, c_0^2), where the rounds start
     * @param priorPoints n0, points the prior counts for; at least 0
     * @param rounds of least squares; at least 1
     */
    record Setting(Dispersion prior, double priorPoints, int rounds) {

        /** Before a rollout. */
        static final Setting CALIBRATION = new Setting(new Dispersion(2, 0.10), 10, 4);

        /** While it runs; the prior is the calibration. */
        static Setting guard(Dispersion calibrated) {
            return new Setting(calibrated, 20, 3);
        }
    }

    void clear() {
        count = 0;
    }

    /** Adds u = sum (x_c - k theta) with v = sum k theta (1 - theta); nothing when v is 0. */
    void add(double deviation, double variance) {
        if (count == squares.length) {
            squares = Arrays.copyOf(squares, 2 * count);
            variances = Arrays.copyOf(variances, 2 * count);
        }
        squares[count] = deviation * deviation;
        variances[count] = variance;
        count += variance <= 0 ? 0 : 1;
    }

    /** The dispersion of the points added. */
    Dispersion fit(Setting setting) {
        Dispersion fitted = setting.prior();
        for (int round = 0; round < setting.rounds() && count > 0; round++) {
            fitted = round(fitted, setting);
        }
        return fitted;
    }

    private Dispersion round(Dispersion before, Setting setting) {
        double a11 = 0;
        double a12 = 0;
        double a22 = 0;
        double b1 = 0;
        double b2 = 0;
        for (int point = 0; point < count; point++) {
            double v = variances[point];
            double mean = before.clustering() * v + before.variationSquared() * v * v;
            double square = Math.min(squares[point], WINSOR_SLOPE * mean + WINSOR_OFFSET);
            double weight = 1 / (v + 2 * mean * mean);
            double linear = weight * v;
            double quadratic = linear * v;
            a11 += linear * v;
            a12 += quadratic * v;
            a22 += quadratic * v * v;
            b1 += linear * square;
            b2 += quadratic * square;
        }
        double pseudo = setting.priorPoints() / count;
        b1 += a11 * pseudo * setting.prior().clustering();
        b2 += a22 * pseudo * setting.prior().variationSquared();
        return solve(a11 * (1 + pseudo), a12, a22 * (1 + pseudo), b1, b2);
    }

    private static Dispersion solve(double a11, double a12, double a22, double b1, double b2) {
        double determinant = a11 * a22 - a12 * a12;
        double clustering = (b1 * a22 - b2 * a12) / determinant;
        double variation = (a11 * b2 - a12 * b1) / determinant;
        if (clustering < 1) {
            return new Dispersion(1, Math.max(0, (b2 - a12) / a22));
        }
        return variation < 0
                ? new Dispersion(Math.max(1, b1 / a11), 0)
                : new Dispersion(clustering, variation);
    }
}
