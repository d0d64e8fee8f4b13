package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Servers of the old version that are looked at as if they were canaries: an A/A comparison, in
 * which nothing differs but chance and what always differs between servers (analysis 2.9).
 *
 * <p>In each region the servers with the lowest hashes of seed and name are taken, as many as the
 * share says, but at least one and never the last one of two or more, unless the share is 1. A share
 * that grows keeps those it had; a server that appears later is taken when its hash is low enough.
 *
 * <p>A link's counts tell the servers of its destination apart and not those of its source. So its
 * source end can be split, too, only by taking some of the destination's servers to have heard from
 * canaries: in an A/A comparison all of them are alike.
 */
public final class PseudoCanary {

    private final long seed;
    private final Map<Place, Long> highest;

    private PseudoCanary(long seed, Map<Place, Long> highest) {
        this.seed = seed;
        this.highest = Map.copyOf(highest);
    }

    /**
     * At the end that counts: regions, and destinations of links.
     *
     * @param servers of the old version, by the region they are in
     * @param shares wanted, 0-1, by region; a region without one is not split
     */
    public static PseudoCanary ofServers(
            long seed, Map<Region, ? extends Set<String>> servers, Map<Region, Double> shares) {
        var highest = new HashMap<Place, Long>();
        shares.forEach((region, share) ->
                highest(seed, region, in(servers, region), share)
                        .ifPresent(hash -> highest.put(region, hash)));
        return new PseudoCanary(seed, highest);
    }

    /** As {@link #ofServers}, with the sources of these links split as well. */
    public static PseudoCanary ofBothEnds(
            long seed,
            Map<Region, ? extends Set<String>> servers,
            Map<Region, Double> shares,
            Collection<Link> links) {
        var highest = new HashMap<>(ofServers(seed, servers, shares).highest);
        for (Link link : links) {
            highest(
                            seed,
                            link,
                            in(servers, link.destination()),
                            shares.getOrDefault(link.source(), 0.0))
                    .ifPresent(hash -> highest.put(link, hash));
        }
        return new PseudoCanary(seed, highest);
    }

    private static Set<String> in(Map<Region, ? extends Set<String>> servers, Region region) {
        Set<String> there = servers.get(region);
        return there == null ? Set.of() : there;
    }

    private static Optional<Long> highest(
            long seed, Place place, Collection<String> servers, double share) {
        if (!(share > 0) || servers.isEmpty()) {
            return Optional.empty();
        }
        if (share >= 1) {
            return Optional.of(Long.MAX_VALUE);
        }
        long[] hashes =
                servers.stream().mapToLong(name -> hash(seed, place, name)).sorted().toArray();
        int wanted = (int) Math.round(share * hashes.length);
        int taken = Math.min(hashes.length - 1, Math.max(1, wanted));
        return taken == 0 ? Optional.empty() : Optional.of(hashes[taken - 1]);
    }

    /** Whether a server of the region is taken. */
    public boolean contains(Region region, String server) {
        return isTaken(region, server);
    }

    private boolean isTaken(Place place, String server) {
        Long limit = highest.get(place);
        return limit != null && hash(seed, place, server) <= limit;
    }

    /**
     * The evidence with arms as they would be. What does not come from the old version is unknown.
     *
     * @param arms tells the arm of a server in a region
     */
    public VersionedEvidence split(
            ServerEvidence evidence, BiFunction<Region, Origin, Optional<Arm>> arms) {
        var counts = new LinkedHashMap<VersionedCell, Counts>();
        evidence.counts()
                .forEach((one, value) ->
                        counts.merge(cell(one.server(), one.cell(), arms), value, Counts::plus));
        return new VersionedEvidence(evidence.at(), counts, evidence.gaps());
    }

    private VersionedCell cell(
            String server, VersionedCell cell, BiFunction<Region, Origin, Optional<Arm>> arms) {
        return switch (cell) {
            case VersionedCell.InRegion(var signal, var region, var origin) ->
                    new VersionedCell.InRegion(
                            signal,
                            region,
                            origin(arms.apply(region, origin), isTaken(region, server)));
            case VersionedCell.OnLink(var signal, var link, var source, var destination) ->
                    new VersionedCell.OnLink(
                            signal,
                            link,
                            origin(arms.apply(link.source(), source), isTaken(link, server)),
                            origin(
                                    arms.apply(link.destination(), destination),
                                    isTaken(link.destination(), server)));
        };
    }

    private static Origin origin(Optional<Arm> arm, boolean taken) {
        if (arm.filter(known -> known.side() == Arm.Side.OLD).isEmpty()) {
            return Origin.UNKNOWN;
        }
        return new Origin.OfArm(taken ? Arm.CANARY : Arm.STABLE);
    }

    /** FNV-1a over seed, place and name, finished by the mixer of SplitMix64. */
    private static long hash(long seed, Place place, String server) {
        long hash = 0xcbf29ce484222325L ^ mixed(seed);
        String text = place + "\n" + server;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        return mixed(hash);
    }

    private static long mixed(long value) {
        long z = value + 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
