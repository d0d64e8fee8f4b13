package io.portcullis.app.mesh;

import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.port.RelayNode;
import java.util.Collection;
import java.util.List;

/** What the inbox remembers of relay nodes, in the words of the kernel. */
final class RelayReports {

    private RelayReports() {}

    static List<NodeReport> of(Collection<RelayNode> nodes) {
        return nodes.stream().map(RelayReports::report).toList();
    }

    private static NodeReport report(RelayNode node) {
        return new NodeReport(
                new NodeId(node.region(), node.node()),
                new ReleaseIdentity(node.version(), node.artifact(), node.configuration()),
                node.protocols(),
                node.epoch(),
                node.sequence(),
                node.seenAt(),
                node.view());
    }
}
