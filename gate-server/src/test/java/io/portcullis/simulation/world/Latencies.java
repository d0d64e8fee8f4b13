package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Bucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Latencies of twelve regions in the buckets of a classic histogram, log-logistic around 80 ms; the
 * canary of the first region may be slow from the first look on.
 */
public final class Latencies implements BucketWorld.Source {

    public static final SignalName SIGNAL = new SignalName("request-latency");

    private static final double[] BOUNDS = {
        0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10
    };
    private static final List<SignalName> PARTS = parted();
    private static final SignalName ALL = SIGNAL.part(Bucket.ALL);
    private static final double CANARY_SHARE = 0.05;
    private static final double LOOK_SECONDS = 10;

    private final Unrest unrest;
    private final double requestsPerSecond;
    private final Slowness slowness;
    private final Draws draws;
    private final List<Region> regions = Topology.onePair(12).senders();
    private final double[] wander = new double[regions.size()];

    /** How latencies vary from look to look. */
    public enum Unrest {
        /** Not at all. */
        CALM(0, 0),
        /** Both arms wander together, the few canary servers have something of their own. */
        NORMAL(0.1, 0.05);

        private final double wanderSd;
        private final double canaryVariation;

        Unrest(double wanderSd, double canaryVariation) {
            this.wanderSd = wanderSd;
            this.canaryVariation = canaryVariation;
        }
    }

    public Latencies(Unrest unrest, double requestsPerSecond, Slowness slowness, long seed) {
        this.unrest = unrest;
        this.requestsPerSecond = requestsPerSecond;
        this.slowness = slowness;
        draws = new Draws(seed);
    }

    private static List<SignalName> parted() {
        var parts = new ArrayList<SignalName>();
        double lower = Double.NEGATIVE_INFINITY;
        for (double bound : BOUNDS) {
            parts.add(new Bucket(lower, bound).of(SIGNAL));
            lower = bound;
        }
        parts.add(new Bucket(lower, Double.POSITIVE_INFINITY).of(SIGNAL));
        return List.copyOf(parts);
    }

    /** The counted parts of the signal, the fastest first. */
    public static List<SignalName> parts() {
        return PARTS;
    }

    @Override
    public Map<Cell, Counts> play(int look) {
        var counts = new HashMap<Cell, Counts>();
        for (int place = 0; place < regions.size(); place++) {
            Region region = regions.get(place);
            double common = common(place);
            double own = common * draws.noise(unrest.canaryVariation);
            Slowness now = place == 0 && look > 0 ? slowness : Slowness.NONE;
            double requests = requestsPerSecond * LOOK_SECONDS;
            count(counts, region, Arm.STABLE, split(requests * (1 - CANARY_SHARE), common));
            count(counts, region, Arm.CANARY, split(requests * CANARY_SHARE, now, own));
        }
        return counts;
    }

    private double common(int place) {
        double memory = Noise.WANDER_MEMORY;
        double fresh = Math.sqrt(1 - memory * memory);
        wander[place] = memory * wander[place] + fresh * unrest.wanderSd * draws.gaussian();
        return Math.exp(wander[place]);
    }

    private long[] split(double mean, double noise) {
        return split(mean, Slowness.NONE, noise);
    }

    /** Requests by bucket. */
    private long[] split(double mean, Slowness slow, double noise) {
        var split = new long[PARTS.size()];
        long rest = draws.poisson(mean);
        double below = 0;
        for (int bucket = 0; bucket < BOUNDS.length; bucket++) {
            double upTo = slow.atMost(BOUNDS[bucket], noise);
            split[bucket] = draws.binomial(rest, (upTo - below) / (1 - below));
            rest -= split[bucket];
            below = upTo;
        }
        split[BOUNDS.length] = rest;
        return split;
    }

    private static void count(Map<Cell, Counts> counts, Region region, Arm arm, long[] split) {
        long all = 0;
        for (int bucket = 0; bucket < split.length; bucket++) {
            all += split[bucket];
            if (split[bucket] > 0) {
                counts.put(
                        new Cell.InRegion(PARTS.get(bucket), region, arm),
                        new Counts(split[bucket], 0));
            }
        }
        counts.put(new Cell.InRegion(ALL, region, arm), new Counts(all, 0));
    }
}
