package io.portcullis.app.mesh;

import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.NodeView;
import java.time.Instant;

/** All that a node said it saw, in full, when it sent a report; and when that came. */
record ClaimedView(NodeId node, Instant receivedAt, NodeView view) {}
