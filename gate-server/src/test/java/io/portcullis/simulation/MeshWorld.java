package io.portcullis.simulation;

import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * World A0 of the analysis (section 4): six regions with all thirty links, looks of ten seconds,
 * exact binomial counts, error rates log-normal around 0.2 %, a fifth of the traffic acquired from
 * other regions. The first six looks of a changed canary are not counted.
 */
final class MeshWorld {

    static final SignalName REQUESTS = new SignalName("requests");
    static final SignalName ACQUIRES = new SignalName("acquires");
    static final SortedSet<Region> REGIONS = regions();
    static final SortedSet<Link> LINKS = links();

    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WARM_UP_LOOKS = 6;
    private static final double RATE_MEDIAN = 0.002;
    private static final double RATE_SPREAD = 0.7;
    private static final double ACQUIRED_SHARE = 0.2;

    private final Binomial binomial;
    private final double requestsPerSecond;
    private final double acquiresPerSecond;
    private final double mixedLinkFailure;
    private final SortedMap<Region, Double> requestRates = new TreeMap<>();
    private final SortedMap<Link, Double> acquireRates = new TreeMap<>();
    private final Map<Region, Integer> changedAt = new HashMap<>();

    private SortedMap<Region, Double> shares = new TreeMap<>();
    private int look;

    /**
     * A world.
     *
     * @param requestsPerSecond of each region
     * @param mixedLinkFailure chance that an acquire between versions fails; 0 for a healthy release
     */
    MeshWorld(long seed, double requestsPerSecond, double mixedLinkFailure) {
        var random = new SplittableRandom(seed);
        binomial = new Binomial(random);
        this.requestsPerSecond = requestsPerSecond;
        this.mixedLinkFailure = mixedLinkFailure;
        acquiresPerSecond = requestsPerSecond * ACQUIRED_SHARE / (REGIONS.size() - 1);
        REGIONS.forEach(region -> requestRates.put(region, rate(random)));
        LINKS.forEach(link -> acquireRates.put(link, rate(random)));
    }

    private static double rate(SplittableRandom random) {
        return RATE_MEDIAN * Math.exp(RATE_SPREAD * random.nextGaussian());
    }

    /** From the next look on the canary has these shares. */
    void open(StagePlan stage) {
        for (Region region : REGIONS) {
            if (stage.canaryShare(region) != shares.getOrDefault(region, 0.0)) {
                changedAt.put(region, look);
            }
        }
        shares = new TreeMap<>(stage.canaryShares());
    }

    /** Plays one look. */
    LookEvidence next() {
        look++;
        var counts = new HashMap<Cell, Counts>();
        for (Region region : REGIONS) {
            requests(region, counts);
        }
        for (Link link : LINKS) {
            acquires(link, counts);
        }
        return LookEvidence.of(START.plus(LOOK.multipliedBy(look)), counts);
    }

    /** Plays several looks. */
    List<LookEvidence> next(int count) {
        var looks = new ArrayList<LookEvidence>();
        for (int played = 0; played < count; played++) {
            looks.add(next());
        }
        return looks;
    }

    private void requests(Region region, Map<Cell, Counts> counts) {
        long all = Math.round(requestsPerSecond * LOOK.toSeconds());
        long canary = binomial.draw(all, share(region));
        double rate = requestRates.getOrDefault(region, RATE_MEDIAN);
        count(new Cell.InRegion(REQUESTS, region, Arm.STABLE), all - canary, rate, counts);
        if (isWarm(region)) {
            count(new Cell.InRegion(REQUESTS, region, Arm.CANARY), canary, rate, counts);
        }
    }

    private void acquires(Link link, Map<Cell, Counts> counts) {
        long all = Math.round(acquiresPerSecond * LOOK.toSeconds());
        long fromCanary = binomial.draw(all, share(link.source()));
        long bothCanary = binomial.draw(fromCanary, share(link.destination()));
        long toCanary = binomial.draw(all - fromCanary, share(link.destination()));
        double healthy = acquireRates.getOrDefault(link, RATE_MEDIAN);
        double mixed = mixedLinkFailure == 0 ? healthy : mixedLinkFailure;
        count(on(link, Arm.STABLE, Arm.STABLE), all - fromCanary - toCanary, healthy, counts);
        boolean sourceWarm = isWarm(link.source());
        boolean destinationWarm = isWarm(link.destination());
        if (sourceWarm) {
            count(on(link, Arm.CANARY, Arm.STABLE), fromCanary - bothCanary, mixed, counts);
        }
        if (destinationWarm) {
            count(on(link, Arm.STABLE, Arm.CANARY), toCanary, mixed, counts);
        }
        if (sourceWarm && destinationWarm) {
            count(on(link, Arm.CANARY, Arm.CANARY), bothCanary, healthy, counts);
        }
    }

    private static Cell on(Link link, Arm source, Arm destination) {
        return new Cell.OnLink(ACQUIRES, link, source, destination);
    }

    private void count(Cell cell, long exposure, double rate, Map<Cell, Counts> counts) {
        if (exposure > 0) {
            counts.put(cell, new Counts(exposure, binomial.draw(exposure, rate)));
        }
    }

    private double share(Region region) {
        return shares.getOrDefault(region, 0.0);
    }

    private boolean isWarm(Region region) {
        Integer changed = changedAt.get(region);
        return changed != null && look > changed + WARM_UP_LOOKS;
    }

    private static SortedSet<Region> regions() {
        var regions = new TreeSet<Region>();
        for (String name :
                List.of("ap-south", "eu-central", "eu-west", "sa-east", "us-east", "us-west")) {
            regions.add(new Region(name));
        }
        return regions;
    }

    private static SortedSet<Link> links() {
        var links = new TreeSet<Link>();
        for (Region source : REGIONS) {
            for (Region destination : REGIONS) {
                if (!source.equals(destination)) {
                    links.add(new Link(source, destination));
                }
            }
        }
        return links;
    }
}
