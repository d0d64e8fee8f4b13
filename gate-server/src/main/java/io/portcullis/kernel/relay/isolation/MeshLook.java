package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.QuorumTable.Said;
import io.portcullis.kernel.relay.isolation.Side.Direction;
import io.portcullis.kernel.relay.isolation.seen.Attempt;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One look at all regions and links. */
final class MeshLook {

    private final IsolationState before;
    private final MeshInputs inputs;
    private final IsolationLimits limits;
    private final Instant now;
    private final SortedMap<Region, Fall> falls;
    private final SortedMap<Region, RegionLook> regions = new TreeMap<>();

    MeshLook(IsolationState before, MeshInputs inputs, IsolationLimits limits, Instant now) {
        this.before = before;
        this.inputs = inputs;
        this.limits = limits;
        this.now = now;
        this.falls = new Falls(inputs, limits, now).after(before.falls());
        for (Region region : inputs.regions()) {
            regions.put(region, new RegionLook(region, inputs, falls.get(region), limits, now));
        }
    }

    IsolationStep step() {
        var sides = new TreeMap<Side, Held>();
        sides().forEach((side, ruling) ->
                sides.put(side, held(before.sides().get(side)).hear(ruling, limits, now)));
        var links = new TreeMap<Link, Held>();
        inputs.relay()
                .keySet()
                .forEach(link ->
                        links.put(
                                link,
                                held(before.links().get(link)).hear(ruling(link), limits, now)));
        var state = new IsolationState(sides, links, falls, offline());
        var findings = new ArrayList<Finding>();
        findings.addAll(ofRegions(sides));
        links.forEach((link, held) ->
                findings.add(new Finding.OfLink(link, held.verdict(), held.since(), held.text())));
        findings.addAll(ofLatches(state.offline()));
        return new IsolationStep(state, findings);
    }

    private Held held(@Nullable Held known) {
        return known == null ? Held.nothing(now) : known;
    }

    SortedMap<Side, Ruling> sides() {
        var sides = new TreeMap<Side, Ruling>();
        regions.forEach((region, look) -> {
            for (Direction direction : Direction.values()) {
                if (look.isWatched(direction)) {
                    sides.put(new Side(region, direction), look.ruling(direction));
                }
            }
        });
        return sides;
    }

    private Ruling ruling(Link link) {
        List<Attempt> attempts = inputs.relay().getOrDefault(link, List.of());
        var tally = Tally.NOTHING.and(link.source().name(), attempts, limits.pathFreshFor(), now);
        var failedAt = tally.unableAt();
        if (failedAt == null) {
            return tally.fresh() == 0
                    ? new Ruling(Verdict.UNKNOWN, now, "Nobody tried " + link + " lately.")
                    : new Ruling(Verdict.NONE, now, link + " works.");
        }
        return isPartOfMore(link)
                ? new Ruling(
                        Verdict.UNKNOWN,
                        now,
                        link + " fails, as part of what is wrong with one of its ends.")
                : new Ruling(
                        Verdict.LINK_DEGRADED,
                        failedAt,
                        "%s cannot reach %s over the relay path; others can or were not asked."
                                .formatted(link.source(), link.destination()));
    }

    /** The fault is of a whole region, or the region does not say what it knows. */
    private boolean isPartOfMore(Link link) {
        var destination = regions.get(link.destination());
        var source = regions.get(link.source());
        if (destination == null || source == null) {
            return true;
        }
        Said said = destination.said();
        return said == Said.ISOLATED
                || said == Said.SILENT
                || isOfMost(destination.peers(Direction.INBOUND))
                || isOfMost(source.peers(Direction.OUTBOUND));
    }

    private static boolean isOfMost(Tally peers) {
        return peers.fresh() >= QuorumTable.PEERS_MIN && peers.isMost();
    }

    private SortedMap<Region, Instant> offline() {
        var offline = new TreeMap<Region, Instant>();
        regions.forEach((region, look) -> {
            var known = before.offline().get(region);
            if (look.isOffline() && look.isReachable()) {
                offline.put(region, known == null ? now : known);
            } else if (known != null && look.isLostFromSight()) {
                offline.put(region, known);
            }
        });
        return offline;
    }

    private List<Finding> ofRegions(SortedMap<Side, Held> sides) {
        var offline = rightlyOffline(sides);
        var findings = new ArrayList<Finding>();
        sides.forEach((side, held) -> {
            var advice = advice(side, held, offline);
            var look = regions.get(side.region());
            if (look != null) {
                findings.add(
                        new Finding.OfRegion(
                                side,
                                held.verdict(),
                                held.since(),
                                advice,
                                look.watch(side.direction()),
                                held.text() + advice.text()));
            }
        });
        return findings;
    }

    /** The one region that may be: the first of those of which it is right. */
    private static Optional<Region> rightlyOffline(SortedMap<Side, Held> sides) {
        return sides.entrySet().stream()
                .filter(it -> it.getValue().verdict().isOfflineRight())
                .min(
                        Comparator.comparing((Map.Entry<Side, Held> it) -> it.getValue().since())
                                .thenComparing(Map.Entry::getKey))
                .map(it -> it.getKey().region());
    }

    private static Advice advice(Side side, Held held, Optional<Region> offline) {
        boolean isAnother = !offline.equals(Optional.of(side.region()));
        return held.verdict().isOfflineRight() && isAnother
                ? Advice.KEEP_SERVING_ANOTHER_IS_OFFLINE
                : Advice.of(held.verdict());
    }

    private List<Finding> ofLatches(SortedMap<Region, Instant> offline) {
        var findings = new ArrayList<Finding>();
        regions.forEach((region, look) -> {
            if (look.isWatched(Direction.INBOUND)) {
                findings.add(
                        look.isLostFromSight()
                                ? new Finding.OfLatch(
                                        region,
                                        Verdict.UNKNOWN,
                                        now,
                                        "Nothing fresh tells whether %s is still offline."
                                                .formatted(region))
                                : latch(region, offline.getOrDefault(region, now)));
            }
        });
        return findings;
    }

    private Finding latch(Region region, Instant since) {
        var lasted = Duration.between(since, now);
        return lasted.compareTo(limits.latchAfter()) > 0
                ? new Finding.OfLatch(
                        region,
                        Verdict.SUSPECTED_FALSE_ISOLATION,
                        since,
                        "%s can be reached for %d s and is still offline: its isolation has latched.%s"
                                .formatted(region, lasted.toSeconds(), Advice.KEEP_SERVING.text()))
                : new Finding.OfLatch(
                        region, Verdict.NONE, now, region + " is not offline without a reason.");
    }
}
