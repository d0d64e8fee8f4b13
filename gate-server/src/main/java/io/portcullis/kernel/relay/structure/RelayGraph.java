package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.Serving;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.kernel.relay.RelayEdges;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all relay nodes see, at one moment: nodes and tracks are numbered, and the entries of a track
 * lie together, so that each track is checked by itself. Does not depend on the order of reports.
 */
public final class RelayGraph {

    private final Instant at;
    private final List<NodeId> ids = new ArrayList<>();
    private final List<@Nullable NodeReport> reports = new ArrayList<>();
    private final Map<NodeId, Integer> numbers = new HashMap<>();
    private final List<String> tracks = new ArrayList<>();
    private final Map<String, Integer> trackNumbers = new HashMap<>();
    private final boolean[] fresh;
    private final ByTrack edges;
    private final int[] sources;
    private final State[] states;
    private final ByTrack published;
    private final ByTrack demand;
    private final ByTrack served;
    private final int[] destinations;

    /**
     * @param reports at most one of a node; those older than {@code goneAfter} are left out
     */
    public RelayGraph(Instant at, Collection<NodeReport> reports, StructureRules rules) {
        this.at = at;
        reports.stream()
                .filter(report -> isThere(report, rules.goneAfter()))
                .sorted(Comparator.comparing(NodeReport::id))
                .forEach(this::add);
        int expected = this.reports.stream().mapToInt(RelayGraph::edgeCount).sum();
        var edgeBuilder = new ByTrack.Builder(expected);
        var publishedBuilder = new ByTrack.Builder(16);
        var demandBuilder = new ByTrack.Builder(expected);
        var servedBuilder = new ByTrack.Builder(16);
        int reporters = this.reports.size();
        for (int node = 0; node < reporters; node++) {
            var view = view(node);
            if (view != null) {
                addEdges(view, node, edgeBuilder);
                addPublished(view, node, publishedBuilder);
                addDemand(view, node, demandBuilder);
                addServed(view, node, servedBuilder);
            }
        }
        edges = edgeBuilder.build(tracks.size());
        published = publishedBuilder.build(tracks.size());
        demand = demandBuilder.build(tracks.size());
        served = servedBuilder.build(tracks.size());
        sources = new int[edges.size()];
        states = new State[edges.size()];
        readEdges();
        destinations = destinations();
        fresh = new boolean[ids.size()];
        for (int node = 0; node < ids.size(); node++) {
            var report = report(node);
            fresh[node] = report != null && report.isFresh(at, rules.freshFor());
        }
    }

    private boolean isThere(NodeReport report, Duration goneAfter) {
        return report.receivedAt().plus(goneAfter).isAfter(at);
    }

    private static int edgeCount(@Nullable NodeReport report) {
        return report == null || report.view() == null ? 0 : report.view().edges().size();
    }

    private void add(NodeReport report) {
        if (numbers.containsKey(report.id())) {
            throw new IllegalArgumentException("two reports of " + report.id() + "; must be one");
        }
        reports.set(number(report.id()), report);
    }

    private void addEdges(NodeView view, int node, ByTrack.Builder builder) {
        for (int row = 0; row < view.edges().size(); row++) {
            builder.add(trackNumber(view.edgeColumns().track(row)), node, row);
        }
    }

    private void addPublished(NodeView view, int node, ByTrack.Builder builder) {
        for (int row = 0; row < view.published().size(); row++) {
            builder.add(trackNumber(view.published().get(row).track()), node, row);
        }
    }

    private void addDemand(NodeView view, int node, ByTrack.Builder builder) {
        for (int row = 0; row < view.demand().size(); row++) {
            var wanted = view.demand().get(row);
            if (wanted.subscribers() > 0) {
                builder.add(trackNumber(wanted.track()), node, row);
            }
        }
    }

    private void addServed(NodeView view, int node, ByTrack.Builder builder) {
        for (int row = 0; row < view.served().size(); row++) {
            builder.add(trackNumber(view.served().get(row).track()), node, row);
        }
    }

    private void readEdges() {
        for (int entry = 0; entry < sources.length; entry++) {
            var columns = columns(entry);
            sources[entry] = number(columns.source(edges.row(entry)));
            states[entry] = columns.state(edges.row(entry));
        }
    }

    private int[] destinations() {
        int[] far = new int[served.size()];
        for (int entry = 0; entry < far.length; entry++) {
            var to = known(served.node(entry)).served().get(served.row(entry));
            far[entry] = number(new NodeId(to.destinationRegion(), to.destinationNode()));
        }
        return far;
    }

    private int number(NodeId id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        int number = ids.size();
        numbers.put(id, number);
        ids.add(id);
        reports.add(null);
        return number;
    }

    private int trackNumber(String track) {
        Integer known = trackNumbers.get(track);
        if (known != null) {
            return known;
        }
        int number = tracks.size();
        trackNumbers.put(track, number);
        tracks.add(track);
        return number;
    }

    StructureReport.Size size() {
        int reporting = 0;
        int freshNodes = 0;
        for (int node = 0; node < ids.size(); node++) {
            reporting += report(node) == null ? 0 : 1;
            freshNodes += fresh[node] ? 1 : 0;
        }
        return new StructureReport.Size(reporting, freshNodes, edges.size(), tracks.size());
    }

    Instant at() {
        return at;
    }

    /** How many nodes report or are named in a report. */
    int nodeCount() {
        return ids.size();
    }

    int trackCount() {
        return tracks.size();
    }

    NodeId id(int node) {
        return ids.get(node);
    }

    @Nullable NodeReport report(int node) {
        return reports.get(node);
    }

    /** What runs on a node; nothing is known of one that never reported. */
    ReleaseIdentity identity(NodeId id) {
        var report = report(numbers.getOrDefault(id, 0));
        return report != null && report.id().equals(id)
                ? report.identity()
                : ReleaseIdentity.ofVersion("");
    }

    boolean isFresh(int node) {
        return fresh[node];
    }

    @Nullable NodeView view(int node) {
        var report = report(node);
        return report == null ? null : report.view();
    }

    /** The view of a node that has one: whoever lists an entry does. */
    NodeView known(int node) {
        var view = view(node);
        if (view == null) {
            throw new IllegalStateException("node " + id(node) + " has no view");
        }
        return view;
    }

    boolean listsServed(int node) {
        var view = view(node);
        return view != null && view.serving() == Serving.LISTED;
    }

    String track(int track) {
        return tracks.get(track);
    }

    /** Whether any node publishes it. */
    boolean isPublished(String track) {
        Integer number = trackNumbers.get(track);
        return number != null && isPublished(number);
    }

    boolean isPublished(int track) {
        return published.start(track) < published.start(track + 1);
    }

    ByTrack edges() {
        return edges;
    }

    RelayEdge edge(int entry) {
        return columns(entry).get(edges.row(entry));
    }

    State state(int entry) {
        return states[entry];
    }

    RelayEdges columns(int entry) {
        return known(edges.node(entry)).edgeColumns();
    }

    /** The far node of an edge. */
    int source(int entry) {
        return sources[entry];
    }

    ByTrack published() {
        return published;
    }

    ByTrack demand() {
        return demand;
    }

    /** Entries of those who list whom they serve. */
    ByTrack served() {
        return served;
    }

    /** The far node of a served entry. */
    int destination(int entry) {
        return destinations[entry];
    }
}
