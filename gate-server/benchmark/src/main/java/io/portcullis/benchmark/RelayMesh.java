package io.portcullis.benchmark;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * A healthy mesh: each track is pulled into ten regions by one node each, and there by another node
 * from that one; whoever pulls has subscribers.
 */
final class RelayMesh {

    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final int NODES = 200;
    private static final int REGIONS = 20;
    private static final int REGIONS_PER_TRACK = 10;
    private static final int EDGES_PER_TRACK = 2 * REGIONS_PER_TRACK;

    private final Random random = new Random(1);
    private final List<NodeId> ids = new ArrayList<>();
    private final List<List<RelayEdge>> edges = new ArrayList<>();
    private final List<List<PublishedTrack>> published = new ArrayList<>();
    private final List<List<TrackDemand>> demand = new ArrayList<>();

    RelayMesh(int edgeCount) {
        for (int node = 0; node < NODES; node++) {
            ids.add(new NodeId(new Region("region-" + node % REGIONS), "node-" + node));
            edges.add(new ArrayList<>());
            published.add(new ArrayList<>());
            demand.add(new ArrayList<>());
        }
        for (int track = 0; track < edgeCount / EDGES_PER_TRACK; track++) {
            track("TR_%016x".formatted(random.nextLong()));
        }
    }

    private void track(String name) {
        int publisher = random.nextInt(NODES);
        published.get(publisher).add(new PublishedTrack(name, NOW.minusSeconds(600)));
        int start = random.nextInt(REGIONS);
        for (int i = 0; i < REGIONS_PER_TRACK; i++) {
            int region = (start + i) % REGIONS;
            int first = nodeOf(region, publisher);
            pull(name, first, publisher);
            pull(name, nodeOf(region, first), first);
        }
    }

    /** Another node of the region. */
    private int nodeOf(int region, int other) {
        int node;
        do {
            node = region + REGIONS * random.nextInt(NODES / REGIONS);
        } while (node == other);
        return node;
    }

    private void pull(String track, int destination, int source) {
        var from = ids.get(source);
        // As over the wire: each node has a copy of the name of its own.
        var name = String.copyValueOf(track.toCharArray());
        edges.get(destination)
                .add(
                        new RelayEdge(
                                name,
                                from.region(),
                                from.node(),
                                State.ACTIVE,
                                NOW.minusSeconds(300),
                                1,
                                NOW.minusMillis(200),
                                false,
                                ""));
        demand.get(destination).add(new TrackDemand(name, 3));
    }

    /** What every node sees, some seconds ago. */
    List<NodeReport> reports() {
        var reports = new ArrayList<NodeReport>();
        for (int node = 0; node < NODES; node++) {
            reports.add(
                    new NodeReport(
                            ids.get(node),
                            ReleaseIdentity.ofVersion(node % 10 == 0 ? "1.5.2" : "1.5.1"),
                            NodeProtocols.UNKNOWN,
                            "epoch-1",
                            1,
                            NOW,
                            view(node)));
        }
        return reports;
    }

    private NodeView view(int node) {
        return new NodeView(NOW, edges.get(node), published.get(node), demand.get(node));
    }

    static ServiceDefinition service() {
        var regions = new TreeSet<Region>();
        for (int region = 0; region < REGIONS; region++) {
            regions.add(new Region("region-" + region));
        }
        return new ServiceDefinition(
                new ServiceName("media-server"),
                regions,
                ServiceDefinition.allOrderedPairs(regions),
                List.of(
                        SignalDefinition.usual(
                                new SignalName("requests"),
                                SignalKind.RATIO,
                                SignalDefinition.Scope.REGION)));
    }
}
