package io.portcullis.simulation.section;

import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;

/**
 * A kind of service and stage (analysis 5.5).
 *
 * @param traffic requests per second of each region
 * @param rate median error rate
 * @param probes end-to-end attempts per look, place and arm
 */
record Profile(
        int regions, double traffic, double rate, double share, int bakeLooks, double probes) {

    /** Log-sd of error rates in the grid. */
    private static final double RATE_SPREAD = 0.5;

    private static final int SMALL = 2;
    private static final int MIDDLE = 6;

    /** Its world. */
    Setting setting(Noise noise) {
        return Setting.of(noise, Topology.onePair(regions))
                .with()
                .traffic(traffic)
                .rates(rate, rate, RATE_SPREAD)
                .canaryShare(share)
                .probes(probes)
                .done();
    }

    /** Seeds of the full report: fewer where a rollout costs more. */
    int seeds() {
        return regions == SMALL ? 60 : regions == MIDDLE ? 20 : 6;
    }

    @Override
    public String toString() {
        return "%d regions, %.0f req/s, %.2f %% errors, canary %.0f %%, bake %d looks"
                .formatted(regions, traffic, 100 * rate, 100 * share, bakeLooks);
    }
}
