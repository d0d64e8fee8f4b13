package io.portcullis.cli.drill.evidence;

import com.google.protobuf.Timestamp;
import io.portcullis.cli.drill.world.Pull;
import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.Tally;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.EdgeState;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.PublishedTrack;
import io.portcullis.v1.RelayEdge;
import io.portcullis.v1.Result;
import io.portcullis.v1.TrackDemand;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Turns what a server counted into relay messages. */
final class RelayRecords {
    private static final Map<Result, ToLongFunction<Tally>> RESULTS =
            Map.of(
                    Result.RESULT_OK, Tally::ok,
                    Result.RESULT_FAILED, Tally::failed,
                    Result.RESULT_TIMED_OUT, Tally::timedOut,
                    Result.RESULT_CANCELLED, Tally::cancelled);

    private static final int SUBSCRIBERS = 3;

    private RelayRecords() {}

    static NodeHello hello(String service, Server server) {
        return NodeHello.newBuilder()
                .setService(service)
                .setRegion(server.region())
                .setNode(server.id())
                .setVersion(server.build().version())
                .setArtifact(server.build().artifact())
                .setConfiguration(server.build().configuration())
                .setEpoch(server.epoch())
                .build();
    }

    /** Counts that differ from those told before; all of them when nothing was told. A count appears with its first event. */
    static List<CountRecord> counts(Map<Series, Tally> now, Map<Series, Tally> told) {
        List<CountRecord> records = new ArrayList<>();
        now.forEach((series, tally) -> {
            Tally before = told.get(series);
            RESULTS.forEach((result, count) -> {
                long value = count.applyAsLong(tally);
                if (value != (before == null ? 0 : count.applyAsLong(before))) {
                    records.add(record(series, result, value));
                }
            });
        });
        return records;
    }

    private static CountRecord record(Series series, Result result, long count) {
        return CountRecord.newBuilder()
                .setSourceRegion(series.sourceRegion())
                .setSourceNode(series.sourceServer())
                .setSignal(series.signal())
                .setResult(result)
                .setCount(count)
                .build();
    }

    /** The tracks this server publishes: one, wanted by all who count acquisitions from it. */
    static PublishedTrack published(Server server, Instant since) {
        return PublishedTrack.newBuilder()
                .setTrack(track(server.id()))
                .setSinceTime(timestamp(since))
                .build();
    }

    /** An edge from each server it acquires from. */
    static List<RelayEdge> edges(ServerReport report, Instant since, Instant now) {
        return report.totals().keySet().stream()
                .filter(Series::onLink)
                .map(series ->
                        RelayEdge.newBuilder()
                                .setTrack(track(series.sourceServer()))
                                .setSourceRegion(series.sourceRegion())
                                .setSourceNode(series.sourceServer())
                                .setState(EdgeState.EDGE_STATE_ACTIVE)
                                .setSinceTime(timestamp(since))
                                .setHops(1)
                                .setLastPacketTime(timestamp(now))
                                .build())
                .toList();
    }

    /** Demand that goes with the edges. */
    static List<TrackDemand> demand(ServerReport report) {
        return report.totals().keySet().stream()
                .filter(Series::onLink)
                .map(series ->
                        TrackDemand.newBuilder()
                                .setTrack(track(series.sourceServer()))
                                .setSubscribers(1)
                                .build())
                .toList();
    }

    /** An edge for each track it pulls in the mesh; since when is the caller's to know. */
    static List<RelayEdge> pulled(Map<Pull, Instant> pulls, Instant now) {
        List<RelayEdge> edges = new ArrayList<>();
        pulls.forEach((pull, since) -> {
            if (pull.isEdge()) {
                RelayEdge.Builder edge =
                        RelayEdge.newBuilder()
                                .setTrack(pull.track())
                                .setSourceRegion(pull.sourceRegion())
                                .setSourceNode(pull.sourceServer())
                                .setSinceTime(timestamp(since))
                                .setHops(1);
                edges.add(
                        pull.active()
                                ? edge.setState(EdgeState.EDGE_STATE_ACTIVE)
                                        .setLastPacketTime(timestamp(now))
                                        .build()
                                : edge.setState(EdgeState.EDGE_STATE_WAITING).build());
            }
        });
        return edges;
    }

    /** Subscribers of each track it pulls in the mesh. */
    static List<TrackDemand> wanted(Collection<Pull> pulls) {
        return pulls.stream()
                .filter(Pull::isEdge)
                .map(pull ->
                        TrackDemand.newBuilder()
                                .setTrack(pull.track())
                                .setSubscribers(SUBSCRIBERS)
                                .build())
                .toList();
    }

    /** Tracks of the mesh it publishes. */
    static List<PublishedTrack> published(Collection<Pull> pulls, Instant since) {
        return pulls.stream()
                .filter(pull -> !pull.isEdge())
                .map(pull ->
                        PublishedTrack.newBuilder()
                                .setTrack(pull.track())
                                .setSinceTime(timestamp(since))
                                .build())
                .toList();
    }

    private static String track(String serverId) {
        return "track-" + serverId;
    }

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
