package io.portcullis.app.intake;

import io.portcullis.app.intake.RelayReport.Count;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelayReport.Result;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.InboxRow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Two regions, a signal on links and one in regions. */
public final class IntakeSetting {

    public static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    public static final Region WEST = new Region("us-west");
    public static final Region EAST = new Region("us-east");
    public static final ServiceName SERVICE = new ServiceName("media-server");
    public static final SignalName ACQUIRE = new SignalName("track-acquire");
    public static final SignalName REQUESTS = new SignalName("requests");
    public static final ReleaseIdentity OLD =
            new ReleaseIdentity("1.5.1", "sha256:11", "sha256:77");
    public static final ReleaseIdentity NEW =
            new ReleaseIdentity("1.5.2", "sha256:4b", "sha256:90");
    public static final ServiceDefinition DEFINITION =
            new ServiceDefinition(
                    SERVICE,
                    new TreeSet<>(Set.of(WEST, EAST)),
                    ServiceDefinition.allOrderedPairs(Set.of(WEST, EAST)),
                    List.of(
                            new SignalDefinition(ACQUIRE, SignalKind.RATIO, Scope.LINK, 0.35, 0.10),
                            new SignalDefinition(
                                    REQUESTS, SignalKind.RATIO, Scope.REGION, 0.25, 0.05)));

    private IntakeSetting() {}

    static RelayHello hello(Region region, String node, ReleaseIdentity identity, String epoch) {
        return new RelayHello(SERVICE, region, node, identity, epoch);
    }

    public static RelayHello helloOf(Region region, String node, String epoch) {
        return hello(region, node, OLD, epoch);
    }

    static RelayReport snapshot(long sequence, Instant at, Count... counts) {
        return new RelayReport(sequence, Kind.SNAPSHOT, List.of(counts), emptyView(at));
    }

    static RelayReport delta(long sequence, Instant at, Count... counts) {
        return new RelayReport(sequence, Kind.DELTA, List.of(counts), emptyView(at));
    }

    static NodeView emptyView(Instant at) {
        return new NodeView(at, List.of(), List.of(), List.of());
    }

    static Count requests(Result result, long count) {
        return new Count(Optional.empty(), "", REQUESTS, result, count, 0);
    }

    static Count acquires(Region source, String node, Result result, long count) {
        return new Count(Optional.of(source), node, ACQUIRE, result, count, 0);
    }

    public static VersionedCell inRegion(Region region, ReleaseIdentity identity) {
        return new VersionedCell.InRegion(REQUESTS, region, new Origin.OfRelease(identity));
    }

    public static VersionedCell onLink(Region source, Region destination, Origin from, Origin to) {
        return new VersionedCell.OnLink(ACQUIRE, new Link(source, destination), from, to);
    }

    /** Everything in the inbox, added up. */
    public static VersionedEvidence stored(EvidenceInbox inbox) {
        var sum = VersionedEvidence.empty(START);
        for (InboxRow row : inbox.after(SERVICE, 0, EvidenceInbox.ROWS_MAX)) {
            sum = sum.plus(row.evidence());
        }
        return sum;
    }
}
