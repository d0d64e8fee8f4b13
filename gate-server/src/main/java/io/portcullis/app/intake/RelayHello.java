package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeProtocols;

/**
 * Who reports.
 *
 * @param node unique within its region; 1 to 100 characters
 * @param identity what runs there
 * @param epoch new at every process start
 * @param protocols of the relay, that it speaks and accepts
 */
public record RelayHello(
        ServiceName service,
        Region region,
        String node,
        ReleaseIdentity identity,
        String epoch,
        NodeProtocols protocols) {

    /** Of a node that says nothing of its protocols. */
    public RelayHello(
            ServiceName service,
            Region region,
            String node,
            ReleaseIdentity identity,
            String epoch) {
        this(service, region, node, identity, epoch, NodeProtocols.UNKNOWN);
    }

    ServerKey server() {
        return new ServerKey(ServerKey.Way.RELAY, region, node);
    }

    Origin origin() {
        return new Origin.OfRelease(identity);
    }
}
