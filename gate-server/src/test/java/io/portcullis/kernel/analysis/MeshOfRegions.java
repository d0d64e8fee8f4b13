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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Many regions with all links, every cell busy at every look, for sizes and times. The canary does
 * better than the old version, without an error, so that the same looks may be made again for ever. The names of every
 * look are objects of their own, as when evidence is read from a store.
 */
public final class MeshOfRegions {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int LOOKS_PLANNED = 25_920;
    private static final int BAKE_LOOKS = 180;
    private static final double RATE = 0.002;
    private static final long REQUESTS = 5000;
    private static final long ACQUIRES = 500;

    private static final double SHARE = 0.05;

    private final int canaries;
    private final int others;
    private final AnalysisPlan plan;
    private final SplittableRandom random = new SplittableRandom(1);

    private MeshOfRegions(int canaries, int others) {
        this.canaries = canaries;
        this.others = others;
        plan = newPlan();
    }

    /** n regions, a canary in each, n (n-1) links with three arm pairs: n + 3 n (n-1) streams. */
    public static MeshOfRegions threePairs(int regions) {
        return new MeshOfRegions(regions, 0);
    }

    /** n regions with canaries linked to n-1 without, one arm pair on every link: n^2 streams. */
    public static MeshOfRegions onePair(int regions) {
        return new MeshOfRegions(regions, regions - 1);
    }

    /** One stage, long enough for any measurement. */
    public AnalysisPlan plan() {
        return plan;
    }

    private AnalysisPlan newPlan() {
        var regions = new TreeSet<Region>();
        SortedMap<Region, Double> shares = new TreeMap<>();
        for (int number = 0; number < canaries + others; number++) {
            regions.add(region(number));
            if (number < canaries) {
                shares.put(region(number), SHARE);
            }
        }
        return new AnalysisPlan(
                regions,
                links(),
                List.of(
                        SignalPlan.requests(new SignalName("requests")),
                        SignalPlan.acquires(new SignalName("acquires"))),
                List.of(new StagePlan(1, shares, BAKE_LOOKS)),
                LOOKS_PLANNED,
                AnalysisParameters.DEFAULT);
    }

    private SortedSet<Link> links() {
        var links = new TreeSet<Link>();
        for (int source = 0; source < canaries; source++) {
            int first = others == 0 ? 0 : canaries;
            for (int destination = first; destination < canaries + others; destination++) {
                if (source != destination) {
                    links.add(new Link(region(source), region(destination)));
                }
            }
        }
        return links;
    }

    /** Looks of the old version alone. */
    public List<LookEvidence> before(int looks) {
        var all = new ArrayList<LookEvidence>();
        for (int look = 0; look < looks; look++) {
            all.add(look(look - looks + 1, 0));
        }
        return all;
    }

    /** One look with the canary. */
    public LookEvidence look(int number) {
        return look(number, SHARE);
    }

    private LookEvidence look(int number, double canary) {
        Map<Cell, Counts> counts = new HashMap<>();
        for (int region = 0; region < canaries + others; region++) {
            double here = region < canaries ? canary : 0;
            put(counts, inRegion(region, Arm.CANARY), REQUESTS * here);
            put(counts, inRegion(region, Arm.STABLE), REQUESTS * (1 - here));
        }
        for (Link link : plan.links()) {
            double source = shareOf(link.source(), canary);
            double destination = shareOf(link.destination(), canary);
            put(counts, onLink(link, Arm.CANARY, Arm.CANARY), ACQUIRES * source * destination);
            put(
                    counts,
                    onLink(link, Arm.CANARY, Arm.STABLE),
                    ACQUIRES * source * (1 - destination));
            put(
                    counts,
                    onLink(link, Arm.STABLE, Arm.CANARY),
                    ACQUIRES * (1 - source) * destination);
            put(
                    counts,
                    onLink(link, Arm.STABLE, Arm.STABLE),
                    ACQUIRES * (1 - source) * (1 - destination));
        }
        return LookEvidence.of(START.plusSeconds(10L * number), counts);
    }

    private double shareOf(Region region, double canary) {
        return plan.stage(1).canaryShare(region) > 0 ? canary : 0;
    }

    private void put(Map<Cell, Counts> counts, Cell cell, double expected) {
        long exposure = Math.round(expected * (0.9 + 0.2 * random.nextDouble()));
        if (exposure > 0) {
            boolean canary = cell.toString().contains(Arm.CANARY.name());
            counts.put(cell, new Counts(exposure, canary ? 0 : binomial(exposure)));
        }
    }

    /** Near enough to binomial for sizes and times. */
    private long binomial(long exposure) {
        double mean = exposure * RATE;
        double drawn = mean + Math.sqrt(mean) * random.nextGaussian();
        return Math.min(exposure, Math.max(0, Math.round(drawn)));
    }

    private static Region region(int number) {
        return new Region("r" + number);
    }

    private static Cell inRegion(int region, Arm arm) {
        return new Cell.InRegion(new SignalName("requests"), region(region), arm);
    }

    private static Cell onLink(Link link, Arm source, Arm destination) {
        return new Cell.OnLink(
                new SignalName("acquires"),
                new Link(new Region(link.source().name()), new Region(link.destination().name())),
                source,
                destination);
    }
}
