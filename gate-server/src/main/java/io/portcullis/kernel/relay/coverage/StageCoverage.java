package io.portcullis.kernel.relay.coverage;

import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.CoveragePlan.Ends;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What probes can do for the coverage of a stage: each link with a canary at either end must be seen
 * {@code attemptsMin} times for each pair of arms that runs there.
 *
 * @param shown pairs that a probe shows
 * @param missing pairs that none does
 * @param probes that settle the coverage of what is shown
 */
public record StageCoverage(List<Pair> shown, List<Pair> missing, int probes) {

    public StageCoverage {
        shown = List.copyOf(shown);
        missing = List.copyOf(missing);
    }

    /** A link and which of its ends are new. */
    public record Pair(Link link, ArmPair arms) {}

    /**
     * @param canaryShares of the stage, 0 to 1 by region; others have no canary
     * @param fresh the new release
     */
    public static StageCoverage of(
            CoveragePlan plan,
            SortedSet<Link> links,
            SortedMap<Region, Double> canaryShares,
            ReleaseIdentity fresh,
            int attemptsMin) {
        var shown = new ArrayList<Pair>();
        var missing = new ArrayList<Pair>();
        for (Pair pair : required(links, canaryShares)) {
            (plan.shows(pair.link(), ends(pair.arms()), fresh) ? shown : missing).add(pair);
        }
        return new StageCoverage(shown, missing, shown.size() * attemptsMin);
    }

    /** Every pair of arms with a canary, where the share of the stage leaves both ends running. */
    static List<Pair> required(SortedSet<Link> links, SortedMap<Region, Double> canaryShares) {
        var pairs = new ArrayList<Pair>();
        for (Link link : links) {
            double source = canaryShares.getOrDefault(link.source(), 0.0);
            double destination = canaryShares.getOrDefault(link.destination(), 0.0);
            if (source > 0 && destination < 1) {
                pairs.add(new Pair(link, ArmPair.NEW_OLD));
            }
            if (source < 1 && destination > 0) {
                pairs.add(new Pair(link, ArmPair.OLD_NEW));
            }
            if (source > 0 && destination > 0) {
                pairs.add(new Pair(link, ArmPair.NEW_NEW));
            }
        }
        return pairs;
    }

    /** How long they take when each probe is run every so often. */
    public Duration takes(Duration every) {
        return shown.isEmpty() ? Duration.ZERO : every.multipliedBy(probes / shown.size());
    }

    private static Ends ends(ArmPair arms) {
        return switch (arms) {
            case NEW_OLD -> new Ends(true, false);
            case OLD_NEW -> new Ends(false, true);
            case NEW_NEW -> new Ends(true, true);
        };
    }
}
