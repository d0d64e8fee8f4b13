package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;
import java.util.Map;

/** One signal at one place: what its arms share, and their counts look by look. */
final class Site {

    private static final int BURST_LOOKS_MAX = 6;
    private static final double BURST_LOOKS_MEAN = (1 + BURST_LOOKS_MAX) / 2.0;
    private static final double BLIP_RATE = 0.5;
    private static final double RATE_MAX = 0.97;

    private final SignalName signal;
    private final Place place;
    private final double trafficPerLook;
    private final double rate;
    private final List<ArmTraffic> arms;
    private double wander;
    private int burstLooksLeft;
    private double burst = 1;

    /**
     * A site.
     *
     * @param arms the old version first
     */
    Site(
            SignalName signal,
            Place place,
            double trafficPerLook,
            double rate,
            List<ArmTraffic> arms) {
        this.signal = signal;
        this.place = place;
        this.trafficPerLook = trafficPerLook;
        this.rate = rate;
        this.arms = List.copyOf(arms);
    }

    SignalName signal() {
        return signal;
    }

    Place place() {
        return place;
    }

    List<ArmTraffic> arms() {
        return arms;
    }

    /** Plays one look into the counts of each arm. */
    void play(Moment moment, Setting setting, Draws draws) {
        var clusters = new Clusters(draws);
        boolean lost = draws.chance(setting.missingShare());
        double common = moment.errorFactor(place) * unrest(setting.noise(), draws);
        double traffic = trafficPerLook * moment.trafficFactor();
        for (ArmTraffic arm : arms) {
            boolean cold = arm.hasCanary() && moment.isWarmUp(setting);
            if (arm.share() == 0 || lost || cold) {
                arm.count(0, 0);
                continue;
            }
            double mean = setting.fault().rate(arm.cell(), moment.look(), rate);
            mean *= common * arm.noise(moment, setting.noise(), draws);
            if (arm.hasCanary() && draws.chance(setting.noise().blipShare())) {
                mean = BLIP_RATE;
            }
            long exposure = draws.poisson(traffic * arm.share() + setting.probesPerLook());
            double chance = Math.min(mean, RATE_MAX);
            arm.count(exposure, clusters.errors(exposure, chance, setting.noise().clusterEnd()));
        }
    }

    /** What both arms of a place suffer alike: slow wander and bursts. */
    private double unrest(Noise noise, Draws draws) {
        if (noise.wanderSd() > 0) {
            double fresh = Math.sqrt(1 - Noise.WANDER_MEMORY * Noise.WANDER_MEMORY);
            wander = Noise.WANDER_MEMORY * wander + fresh * noise.wanderSd() * draws.gaussian();
        }
        if (burstLooksLeft > 0) {
            burstLooksLeft--;
        } else {
            burst = 1;
            if (draws.chance(noise.burstShare() / BURST_LOOKS_MEAN)) {
                burstLooksLeft = draws.below(BURST_LOOKS_MAX);
                burst = draws.uniform(3, 10);
            }
        }
        return burst * Math.exp(wander);
    }

    /** Puts what was counted into a look; an arm without traffic is left out. */
    void into(Map<Cell, Counts> counts) {
        for (ArmTraffic arm : arms) {
            if (arm.exposure() > 0) {
                counts.put(arm.cell(), new Counts(arm.exposure(), arm.events()));
            }
        }
    }

    /** The same as if nobody had marked the canary: everything is the old version's. */
    void unmarkedInto(Map<Cell, Counts> counts) {
        long exposure = 0;
        long events = 0;
        for (ArmTraffic arm : arms) {
            exposure += arm.exposure();
            events += arm.events();
        }
        if (exposure > 0) {
            counts.put(arms.getFirst().cell(), new Counts(exposure, events));
        }
    }
}
