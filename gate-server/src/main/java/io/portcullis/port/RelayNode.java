package io.portcullis.port;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one relay node last said. A stored node never goes back to an earlier sequence of the same
 * epoch.
 *
 * @param version release that runs there, as in its hello
 * @param artifact digest, or empty
 * @param configuration digest, or empty
 * @param epoch new at every process start
 * @param protocols of the relay, that it speaks and accepts
 * @param sequence last stored report of that epoch
 * @param seenAt when that report came
 * @param view what it sees; null while nobody knows: no snapshot came, or a delta was missed
 * @param claim what it last held of its region; null when it says nothing of it
 */
public record RelayNode(
        Region region,
        String node,
        String version,
        String artifact,
        String configuration,
        String epoch,
        NodeProtocols protocols,
        long sequence,
        Instant seenAt,
        @Nullable NodeView view,
        @Nullable Claim claim) {}
