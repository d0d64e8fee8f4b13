package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.port.RelayNode;

/** Reads back what a node said when it said hello. */
final class RelayHellos {

    private RelayHellos() {}

    static RelayHello of(ServiceName service, RelayNode node) {
        return new RelayHello(
                service,
                node.region(),
                node.node(),
                new ReleaseIdentity(node.version(), node.artifact(), node.configuration()),
                node.epoch(),
                node.protocols());
    }
}
