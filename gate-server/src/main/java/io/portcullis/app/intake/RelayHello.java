package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;

/**
 * Who reports.
 *
 * @param node unique within its region; 1 to 100 characters
 * @param identity what runs there
 * @param epoch new at every process start
 */
public record RelayHello(
        ServiceName service, Region region, String node, ReleaseIdentity identity, String epoch) {

    ServerKey server() {
        return new ServerKey(ServerKey.Way.RELAY, region, node);
    }

    Origin origin() {
        return new Origin.OfRelease(identity);
    }
}
