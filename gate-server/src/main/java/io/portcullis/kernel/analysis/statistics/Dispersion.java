package io.portcullis.kernel.analysis.statistics;

/**
 * How much more than binomial counts of one level vary: variance = clustering * v + varianceSquared
 * * v^2, with v the binomial variance of a block (analysis 2.3, 2.9).
 *
 * @param clustering phi_cl, from failures that come in clusters; at least 1
 * @param variationSquared c^2, squared coefficient of variation between windows; at least 0
 */
public record Dispersion(double clustering, double variationSquared) {

    /** What is assumed where nothing was calibrated (analysis 2.9). */
    public static final Dispersion UNCALIBRATED = new Dispersion(3, 0.25);

    /** No calibration may claim less. */
    public static final Dispersion FLOOR = new Dispersion(1.25, 0.02);

    public Dispersion {
        if (!(clustering >= 1) || Double.isInfinite(clustering)) {
            throw new IllegalArgumentException(
                    "clustering is " + clustering + "; must be finite and >= 1");
        }
        if (!(variationSquared >= 0) || Double.isInfinite(variationSquared)) {
            throw new IllegalArgumentException(
                    "variationSquared is " + variationSquared + "; must be finite and >= 0");
        }
    }

    /** Element by element the larger one. */
    public Dispersion max(Dispersion other) {
        return new Dispersion(
                Math.max(clustering, other.clustering),
                Math.max(variationSquared, other.variationSquared));
    }

    /**
     * By how much evidence is tempered: phi = 1 + kappa [(phi_cl - 1) + c^2 V].
     *
     * @param skewness kappa
     * @param variance V, binomial variance of the block
     */
    double tempering(double skewness, double variance) {
        return 1 + skewness * ((clustering - 1) + variationSquared * variance);
    }

    public void write(StateWriter state) {
        state.write(clustering);
        state.write(variationSquared);
    }

    public static Dispersion read(StateReader state) {
        double clustering = state.readDouble();
        return new Dispersion(clustering, state.readDouble());
    }
}
