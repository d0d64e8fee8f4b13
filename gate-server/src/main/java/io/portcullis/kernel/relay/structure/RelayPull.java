package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.RelayEdge;

/** A node pulls from another, as a finding names it. */
public record RelayPull(NodeId destination, NodeId source, RelayEdge.State state) {

    /** Such as {@code eu-central/n7 <- eu-west/n2}. */
    @Override
    public String toString() {
        return destination + " <- " + source;
    }
}
