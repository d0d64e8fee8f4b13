package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Finding;
import io.portcullis.kernel.relay.isolation.Finding.Watch;
import io.portcullis.kernel.relay.isolation.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What findings mean for rollouts. What may move users from region to region concerns all of them and
 * is nowhere in particular: everything is frozen. Both directions of a region are one fault. An edge
 * that fails concerns its region, a link that fails both its ends.
 */
final class IsolationObservations {

    static final String SOURCE = "isolation";

    private static final Duration FRESH_FOR = Duration.ofMinutes(1);
    private static final int LATCH_LEAVE_AFTER = 6;

    /** What is held says more than what cannot be told, and that more than that nothing is wrong. */
    private static final Comparator<Finding.OfRegion> GRAVITY =
            Comparator.comparing((Finding.OfRegion it) -> it.verdict().isHeld())
                    .thenComparing(it -> it.verdict() == Verdict.UNKNOWN)
                    .thenComparing(Finding.OfRegion::side, Comparator.reverseOrder());

    private final IsolationWatch watch;
    private final Instant now;

    IsolationObservations(IsolationWatch watch, Instant now) {
        this.watch = watch;
        this.now = now;
    }

    List<Observation> of(List<Finding> findings) {
        SortedMap<Region, List<Finding.OfRegion>> regions = new TreeMap<>();
        var observations = new ArrayList<Observation>();
        for (Finding finding : findings) {
            switch (finding) {
                case Finding.OfRegion one ->
                        regions.computeIfAbsent(one.side().region(), _ -> new ArrayList<>())
                                .add(one);
                case Finding.OfLink one -> observations.add(ofLink(one));
                case Finding.OfLatch one -> observations.add(ofLatch(one));
            }
        }
        regions.forEach((region, sides) -> observations.addAll(ofRegion(region, sides)));
        return observations;
    }

    private List<Observation> ofRegion(Region region, List<Finding.OfRegion> sides) {
        var gravest = sides.stream().max(GRAVITY).orElseThrow();
        boolean isEdge = gravest.verdict() == Verdict.EDGE_OUTAGE;
        boolean isNoMatter =
                gravest.verdict() == Verdict.UNKNOWN
                        && sides.stream()
                                .filter(it -> it.verdict() == Verdict.UNKNOWN)
                                .allMatch(it -> it.watch() == Watch.TOO_FEW);
        var rule = rule(isNoMatter ? Effect.RECORD : watch.effect(), 1);
        var observations = new ArrayList<Observation>();
        observations.add(
                observation(
                        subject(Subject.Kind.ISOLATION, region.name(), null),
                        rule,
                        isEdge ? Condition.FIT : condition(gravest.verdict()),
                        text(region + ": ", gravest)));
        if (watch.edgeProbes().containsValue(region)) {
            observations.add(
                    observation(
                            subject(Subject.Kind.ISOLATION, "public edge", region),
                            rule,
                            isEdge ? Condition.UNFIT : fitUnlessUnknown(gravest.verdict()),
                            text("", gravest)));
        }
        return observations;
    }

    private Observation ofLink(Finding.OfLink finding) {
        boolean isUnknown = finding.verdict() == Verdict.UNKNOWN;
        return observation(
                subject(Subject.Kind.REACHABILITY, "relay path", finding.link()),
                rule(isUnknown ? Effect.RECORD : watch.effect(), 1),
                condition(finding.verdict()),
                text("", finding));
    }

    private Observation ofLatch(Finding.OfLatch finding) {
        return observation(
                subject(Subject.Kind.ISOLATION, "latched isolation", finding.region()),
                rule(watch.effect(), LATCH_LEAVE_AFTER),
                condition(finding.verdict()),
                finding.text());
    }

    private Observation observation(Subject subject, Rule rule, Condition condition, String text) {
        return new Observation(subject, rule, condition, SOURCE, now, text);
    }

    private static String text(String where, Finding finding) {
        return finding.verdict().isHeld()
                ? "%s%s since %s. %s"
                        .formatted(where, finding.verdict(), finding.since(), finding.text())
                : where + finding.text();
    }

    private static Condition condition(Verdict verdict) {
        if (verdict == Verdict.UNKNOWN) {
            return Condition.UNKNOWN;
        }
        return verdict.isHeld() ? Condition.UNFIT : Condition.FIT;
    }

    /** Other verdicts are of the region, not of its edge. */
    private static Condition fitUnlessUnknown(Verdict verdict) {
        return verdict == Verdict.UNKNOWN ? Condition.UNKNOWN : Condition.FIT;
    }

    private static Subject subject(Subject.Kind kind, String name, @Nullable Place place) {
        return new Subject(kind, name, null, place);
    }

    private Rule rule(Effect effect, int leaveAfter) {
        return new Rule(effect, 1, leaveAfter, FRESH_FOR, 1, watch.goneFor());
    }
}
