package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that is fixed of a world but its seed (analysis section 4).
 *
 * @param noise A0, A1, A2 or between
 * @param topology regions and links
 * @param requestsPerSecond of each region; 0 for log-uniform from 50 to 5,000
 * @param canaryShare of each touched region
 * @param touched senders that hold a canary, counted from the first
 * @param requestRate median error rate of requests
 * @param acquireRate median failure rate of acquires
 * @param rateSpread log-sd of error rates between places
 * @param fixedRates error rates of single places, in place of the drawn ones
 * @param fault what goes wrong
 * @param drift factor by which all error rates grow evenly over {@link #DRIFT_LOOKS}; 1 for none
 * @param missingShare part of place-windows that are lost
 * @param dayAmplitude log-amplitude of each region's own daily wave of errors
 * @param warmUpLooks first looks of the rollout in which the canary is not counted
 * @param probesPerLook end-to-end attempts per place and arm that come on top
 * @param lookSeconds length of a look
 * @param signals that are played; the others stay silent
 */
public record Setting(
        Noise noise,
        Topology topology,
        double requestsPerSecond,
        double canaryShare,
        int touched,
        double requestRate,
        double acquireRate,
        double rateSpread,
        Map<Place, Double> fixedRates,
        Fault fault,
        double drift,
        double missingShare,
        double dayAmplitude,
        int warmUpLooks,
        double probesPerLook,
        double lookSeconds,
        Set<SignalName> signals) {

    /** Looks over which drift works: 30 minutes. */
    public static final int DRIFT_LOOKS = 180;

    private static final double LINK_SHARE = 0.2;

    /** Part of a region's traffic that acquires from other regions. */
    public static double linkShare() {
        return LINK_SHARE;
    }

    public Setting {
        fixedRates = Map.copyOf(fixedRates);
        signals = Set.copyOf(signals);
    }

    /** The usual world: every sender touched, a canary of 5 %, error rates around .2 %. */
    public static Setting of(Noise noise, Topology topology) {
        return new Setting(
                noise,
                topology,
                0,
                0.05,
                topology.senders().size(),
                0.002,
                0.002,
                0.7,
                Map.of(),
                Fault.NONE,
                1,
                0,
                0,
                0,
                0,
                10,
                Set.of(Sites.REQUESTS, Sites.ACQUIRES));
    }

    /** Share of the canary by region; regions without one are left out. */
    public SortedMap<Region, Double> shares() {
        var shares = new TreeMap<Region, Double>();
        topology.senders().subList(0, touched).forEach(region -> shares.put(region, canaryShare));
        return shares;
    }

    /** A change of some of it. */
    public SettingChange with() {
        return new SettingChange(this);
    }
}
