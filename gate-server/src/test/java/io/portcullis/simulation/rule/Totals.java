package io.portcullis.simulation.rule;

import io.portcullis.simulation.world.World;

/** Counts of one stream summed since the rollout started. */
final class Totals {

    private long canaryExposure;
    private long canaryEvents;
    private long oldExposure;
    private long oldEvents;

    void add(World.Stream stream) {
        canaryExposure += stream.canary().exposure();
        canaryEvents += stream.canary().events();
        oldExposure += stream.old().exposure();
        oldEvents += stream.old().events();
    }

    long canaryExposure() {
        return canaryExposure;
    }

    long canaryEvents() {
        return canaryEvents;
    }

    long oldExposure() {
        return oldExposure;
    }

    long oldEvents() {
        return oldEvents;
    }

    /** Whether the canary's rate is above the old arm's, both arms having traffic. */
    boolean isCanaryWorse() {
        return canaryExposure > 0
                && oldExposure > 0
                && (double) canaryEvents * oldExposure > (double) oldEvents * canaryExposure;
    }

    /** Rate of the canary less that of the old arm. */
    double difference() {
        return (double) canaryEvents / canaryExposure - (double) oldEvents / oldExposure;
    }

    /** Variance of the difference, were both arms alike. */
    double pooledVariance() {
        double rate = (double) (canaryEvents + oldEvents) / (canaryExposure + oldExposure);
        return rate * (1 - rate) * (1.0 / canaryExposure + 1.0 / oldExposure);
    }
}
