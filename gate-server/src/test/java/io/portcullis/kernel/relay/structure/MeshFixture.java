package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.ServedTrack;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One node as it sees itself; {@code NodeId} is written {@code region/node}. */
final class MeshFixture {

    static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    private final NodeId id;
    private final List<RelayEdge> edges = new ArrayList<>();
    private final List<PublishedTrack> published = new ArrayList<>();
    private final List<TrackDemand> demand = new ArrayList<>();
    private final List<ServedTrack> served = new ArrayList<>();
    private Serving serving = Serving.UNLISTED;
    private String version = "1.0";
    private String configuration = "";
    private NodeProtocols protocols = NodeProtocols.UNKNOWN;

    private MeshFixture(NodeId id) {
        this.id = id;
    }

    static MeshFixture node(String id) {
        return new MeshFixture(id(id));
    }

    static NodeId id(String text) {
        var parts = text.split("/", 2);
        return new NodeId(new Region(parts[0]), parts[1]);
    }

    static Instant at(long second) {
        return START.plusSeconds(second);
    }

    MeshFixture running(String newVersion) {
        version = newVersion;
        return this;
    }

    MeshFixture configured(String digest) {
        configuration = digest;
        return this;
    }

    MeshFixture speaking(int... versions) {
        var all = new TreeSet<Integer>();
        for (int each : versions) {
            all.add(each);
        }
        protocols = new NodeProtocols(all, all);
        return this;
    }

    MeshFixture publishes(String track) {
        published.add(new PublishedTrack(track, START));
        return this;
    }

    MeshFixture wants(String track) {
        demand.add(new TrackDemand(track, 3));
        return this;
    }

    MeshFixture pulls(String track, String source, State state, long sinceSecond) {
        return pulls(track, source, state, sinceSecond, false, null);
    }

    @SuppressWarnings("checkstyle:parameternumber") // each is one field of an edge
    MeshFixture pulls(
            String track,
            String source,
            State state,
            long sinceSecond,
            boolean muted,
            @Nullable Instant lastPacketAt) {
        var from = id(source);
        edges.add(
                new RelayEdge(
                        track,
                        from.region(),
                        from.node(),
                        state,
                        at(sinceSecond),
                        1,
                        lastPacketAt,
                        muted,
                        ""));
        return this;
    }

    MeshFixture serves(String track, String destination) {
        var to = id(destination);
        serving = Serving.LISTED;
        served.add(new ServedTrack(track, to.region(), to.node()));
        return this;
    }

    MeshFixture listsServed() {
        serving = Serving.LISTED;
        return this;
    }

    NodeReport reports(long second) {
        return reports(second, second);
    }

    NodeReport reports(long observedSecond, long receivedSecond) {
        return new NodeReport(
                id,
                new ReleaseIdentity(version, "", configuration),
                protocols,
                "epoch",
                1,
                at(receivedSecond),
                new NodeView(at(observedSecond), edges, published, demand, serving, served));
    }

    /** Known to be there, and nothing of what it sees. */
    NodeReport silent(long receivedSecond) {
        return new NodeReport(
                id,
                ReleaseIdentity.ofVersion(version),
                protocols,
                "epoch",
                1,
                at(receivedSecond),
                null);
    }
}
