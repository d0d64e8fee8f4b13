package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An invariant does not hold.
 *
 * @param regions where subscribers feel it
 * @param edges the exact edges; of very many the first
 * @param nodes what runs on every node that takes part
 * @param tracks how many tracks are hit
 * @param track one of them
 * @param since from when on it was so, as far as reports tell
 * @param text for people, in one sentence
 */
public record StructureFinding(
        Invariant invariant,
        SortedSet<Region> regions,
        List<RelayPull> edges,
        SortedMap<NodeId, ReleaseIdentity> nodes,
        int tracks,
        String track,
        Instant since,
        String text) {

    public StructureFinding {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        edges = List.copyOf(edges);
        nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
        if (regions.isEmpty() || nodes.isEmpty()) {
            throw new IllegalArgumentException("finding " + text + " names no region or no node");
        }
    }

    /** What it stands on: only reports of edges tell structure. */
    public Rung rung() {
        return Rung.EDGE_REPORTS;
    }
}
