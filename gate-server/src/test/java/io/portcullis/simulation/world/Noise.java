package io.portcullis.simulation.world;

/**
 * How unruly production is: the worlds A0, A1 and A2 of analysis section 4. What the section leaves
 * open is fixed here: "noise CV a + b" is a for each stream of its own and b for all streams of the
 * same canary servers; the AR(1) log-noise belongs to a place, hits both arms alike and remembers
 * {@link #WANDER_MEMORY} from look to look; bursts hit both arms of a place.
 *
 * @param clusterDispersion variance over mean of errors that come in geometric clusters; 1 for none
 * @param canaryOwnVariation coefficient of variation, per window, of each canary stream
 * @param canarySharedVariation the same of a region's canary servers, shared by their streams
 * @param wanderSd stationary standard deviation of the AR(1) log-noise
 * @param burstShare part of stream-windows within a burst of 1-6 looks that multiplies errors by 3-10
 * @param biasSd sigma_p, log-sd of the lasting difference of each canary stream
 * @param blipShare part of the canary's stream-windows in which half of everything fails
 * @param trafficAmplitude of the daily wave of traffic
 */
public record Noise(
        double clusterDispersion,
        double canaryOwnVariation,
        double canarySharedVariation,
        double wanderSd,
        double burstShare,
        double biasSd,
        double blipShare,
        double trafficAmplitude) {

    /** Exact binomial. */
    public static final Noise A0 = new Noise(1, 0, 0, 0, 0, 0, 0, 0);

    /** Normal production. */
    public static final Noise A1 = new Noise(2, 0.2, 0.2, 0.2, 0.005, 0.05, 0, 0.3);

    /** Hard production. */
    public static final Noise A2 = new Noise(3, 0.3, 0.3, 0.3, 0.01, 0.10, 1e-4, 0.3);

    /** Part of the AR(1) log-noise that stays until the next look: it fades over 100 s. */
    public static final double WANDER_MEMORY = 0.9;

    /** The same with another sigma_p. */
    public Noise withBias(double sd) {
        return new Noise(
                clusterDispersion,
                canaryOwnVariation,
                canarySharedVariation,
                wanderSd,
                burstShare,
                sd,
                blipShare,
                trafficAmplitude);
    }

    /** The same with another slow wander. */
    public Noise withWander(double sd) {
        return new Noise(
                clusterDispersion,
                canaryOwnVariation,
                canarySharedVariation,
                sd,
                burstShare,
                biasSd,
                blipShare,
                trafficAmplitude);
    }

    /** Chance that a geometric cluster ends with its next error: (2 - q)/q is the dispersion. */
    double clusterEnd() {
        return 2 / (1 + clusterDispersion);
    }
}
