package io.portcullis.kernel.relay.isolation.seen;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the regions at one look, fresh or not; in any order.
 *
 * @param regions that are watched
 * @param relay of each link, attempts of the source to reach the destination over the relay path
 * @param edges of each region, attempts from outside to reach it where users do
 * @param claims what regions say of themselves: the newest of each origin
 * @param claimants regions that are expected to say something of themselves
 * @param sessions of each region, over the last minutes
 */
public record MeshInputs(
        SortedSet<Region> regions,
        SortedMap<Link, List<Attempt>> relay,
        SortedMap<Region, List<Attempt>> edges,
        SortedMap<Region, List<Claim>> claims,
        SortedSet<Region> claimants,
        SortedMap<Region, List<Proof>> proofs,
        SortedMap<Region, List<SessionLevel>> sessions) {

    public MeshInputs {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        relay = copy(relay);
        edges = copy(edges);
        claims = copy(claims);
        claimants = Collections.unmodifiableSortedSet(new TreeSet<>(claimants));
        proofs = copy(proofs);
        sessions = copy(sessions);
    }

    public List<Attempt> edge(Region region) {
        return edges.getOrDefault(region, List.of());
    }

    public List<SessionLevel> levels(Region region) {
        return sessions.getOrDefault(region, List.of());
    }

    private static <K extends Comparable<K>, V> SortedMap<K, List<V>> copy(
            SortedMap<K, List<V>> given) {
        var copy = new TreeMap<K, List<V>>();
        given.forEach((key, values) -> copy.put(key, List.copyOf(values)));
        return Collections.unmodifiableSortedMap(copy);
    }
}
