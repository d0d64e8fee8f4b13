package io.portcullis.kernel.analysis;

import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Three regions with all links, seeded; small enough for many runs. */
public final class SmallWorld {

    public static final Region A = new Region("a");
    public static final Region B = new Region("b");
    public static final Region C = new Region("c");
    public static final SignalName REQUESTS = new SignalName("requests");
    public static final SignalName ACQUIRES = new SignalName("acquires");

    private static final List<Region> REGIONS = List.of(A, B, C);
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SplittableRandom random;
    private final int requests;
    private final int acquires;

    public SmallWorld(long seed, int requests, int acquires) {
        random = new SplittableRandom(seed);
        this.requests = requests;
        this.acquires = acquires;
    }

    /** Stages of these shares of a, b and c; bakes of 40 looks. */
    public static AnalysisPlan plan(List<SignalPlan> signals, double[]... shares) {
        return new AnalysisPlan(
                new TreeSet<>(REGIONS),
                new TreeSet<>(links()),
                signals,
                IntStream.range(0, shares.length)
                        .mapToObj(index -> stage(index + 1, shares[index]))
                        .toList(),
                1000,
                AnalysisParameters.DEFAULT);
    }

    public static List<SignalPlan> signals() {
        return List.of(SignalPlan.requests(REQUESTS), SignalPlan.acquires(ACQUIRES));
    }

    public static List<Link> links() {
        return REGIONS.stream()
                .flatMap(source ->
                        REGIONS.stream()
                                .filter(it -> !it.equals(source))
                                .map(destination -> new Link(source, destination)))
                .toList();
    }

    private static StagePlan stage(int number, double[] shares) {
        SortedMap<Region, Double> byRegion = new TreeMap<>();
        for (int index = 0; index < shares.length; index++) {
            if (shares[index] > 0) {
                byRegion.put(REGIONS.get(index), shares[index]);
            }
        }
        return new StagePlan(number, byRegion, 40);
    }

    /** One look of an old version alone, failing at this rate. */
    public LookEvidence old(double rate) {
        return look(new StagePlan(1, new TreeMap<>(), 1), rate, rate);
    }

    public List<LookEvidence> old(double rate, int looks) {
        var all = new ArrayList<LookEvidence>();
        for (int look = 0; look < looks; look++) {
            all.add(old(rate));
        }
        return all;
    }

    /** One look of a stage. */
    public LookEvidence look(StagePlan stage, double oldRate, double newRate) {
        Map<Cell, Counts> counts = new LinkedHashMap<>();
        for (Region region : REGIONS) {
            long canary = draw(requests, stage.canaryShare(region));
            put(counts, region(region, Arm.STABLE), requests - canary, oldRate);
            put(counts, region(region, Arm.CANARY), canary, newRate);
        }
        for (Link link : links()) {
            long fromCanary = draw(acquires, stage.canaryShare(link.source()));
            long toCanary = draw(acquires - fromCanary, stage.canaryShare(link.destination()));
            long both = draw(fromCanary, stage.canaryShare(link.destination()));
            put(counts, link(link, Arm.CANARY, Arm.CANARY), both, newRate);
            put(counts, link(link, Arm.CANARY, Arm.STABLE), fromCanary - both, newRate);
            put(counts, link(link, Arm.STABLE, Arm.CANARY), toCanary, newRate);
            put(
                    counts,
                    link(link, Arm.STABLE, Arm.STABLE),
                    acquires - fromCanary - toCanary,
                    oldRate);
        }
        return LookEvidence.of(START, counts);
    }

    public static Cell region(Region region, Arm arm) {
        return new Cell.InRegion(REQUESTS, region, arm);
    }

    public static Cell link(Link link, Arm source, Arm destination) {
        return new Cell.OnLink(ACQUIRES, link, source, destination);
    }

    public int choose(int bound) {
        return random.nextInt(bound);
    }

    private void put(Map<Cell, Counts> counts, Cell cell, long exposure, double rate) {
        if (exposure > 0) {
            counts.put(cell, new Counts(exposure, draw(exposure, rate)));
        }
    }

    private long draw(long trials, double rate) {
        long events = 0;
        for (long trial = 0; trial < trials; trial++) {
            events += random.nextDouble() < rate ? 1 : 0;
        }
        return events;
    }
}
