package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;

/** What all sites share at one look: the time of day, drift and the noise of canary servers. */
final class Moment {

    private static final double LOOKS_PER_DAY = 8640;
    private static final double FULL_TURN = 2 * Math.PI;

    private final Setting setting;
    private final Draws draws;
    private final double dayStart;
    private final double[] dayPhases;
    private final double[] canaryFactors;
    private int look;

    Moment(Setting setting, Draws draws) {
        this.setting = setting;
        this.draws = draws;
        int regions = setting.topology().senders().size();
        dayStart = draws.uniform();
        dayPhases = new double[regions];
        canaryFactors = new double[regions];
        for (int region = 0; region < regions; region++) {
            dayPhases[region] = draws.uniform();
        }
    }

    /** Goes to a look: 1, 2, ... are of the rollout. */
    void at(int now) {
        look = now;
        for (int region = 0; region < canaryFactors.length; region++) {
            canaryFactors[region] = draws.noise(setting.noise().canarySharedVariation());
        }
    }

    int look() {
        return look;
    }

    double canaryFactor(int region) {
        return canaryFactors[region];
    }

    boolean isWarmUp(Setting of) {
        return look > 0 && look <= of.warmUpLooks();
    }

    /** The daily wave of traffic is the whole service's. */
    double trafficFactor() {
        return 1 + setting.noise().trafficAmplitude() * wave(0);
    }

    /** Drift of everything, and each region's own daily wave of errors. */
    double errorFactor(Place place) {
        double drift =
                Math.pow(
                        setting.drift(), Math.clamp(look / (double) Setting.DRIFT_LOOKS, 0.0, 1.0));
        if (setting.dayAmplitude() == 0) {
            return drift;
        }
        return drift * Math.exp(setting.dayAmplitude() * wave(dayPhases[sender(place)]));
    }

    private double wave(double phase) {
        return Math.sin(FULL_TURN * (dayStart + phase + look / LOOKS_PER_DAY));
    }

    private int sender(Place place) {
        return switch (place) {
            case Region region -> setting.topology().indexOf(region);
            case Link link -> setting.topology().indexOf(link.source());
        };
    }
}
