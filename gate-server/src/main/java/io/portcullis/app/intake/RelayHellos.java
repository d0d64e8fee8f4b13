package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.port.RelayNode;
import java.time.Instant;
import java.util.List;

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

    /** A node that is heard lives; its epoch tells one process of that name from the next. */
    static ProcessSample process(RelayHello hello, Instant at) {
        return new ProcessSample(
                hello.region(),
                hello.node(),
                "relay",
                at,
                hello.epoch(),
                null,
                hello.origin(),
                Duty.SERVING,
                List.of());
    }
}
