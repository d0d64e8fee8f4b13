package io.portcullis.kernel.analysis.history;

import io.portcullis.kernel.evidence.SignalName;

/**
 * How far servers of one version differ, other than by chance.
 *
 * @param lasting sigma_p, standard deviation of the logarithm of the ratio of their rates over an
 *     interval; at least 0
 * @param wander the same from ten minutes to ten minutes around that; at least 0
 * @param comparisons places and intervals in which bad events were seen
 */
public record LastingDifference(SignalName signal, double lasting, double wander, int comparisons) {

    /** rho_0 of analysis 2.12: what a difference of 5 % asks for. */
    private static final double TOLERANCE_MIN = 1.1;

    private static final double STEPS = 20;

    /** rho_0 >= 1 + 2 max(sigma_p, wander) (analysis 8.6), rounded up to 0.05; at least 1.1. */
    public double toleranceAdvised() {
        double least = 1 + 2 * Math.max(lasting, wander);
        // A hair less, so that what is a whole step in decimals stays one.
        return Math.max(TOLERANCE_MIN, Math.ceil(least * STEPS - 1e-9) / STEPS);
    }
}
