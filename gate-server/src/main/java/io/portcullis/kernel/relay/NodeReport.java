package io.portcullis.kernel.relay;

import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one relay node.
 *
 * @param identity what runs there
 * @param epoch of its process
 * @param sequence of its last report in that epoch
 * @param receivedAt when that came, by the gate's clock
 * @param view what it sees; null while nobody knows, because no snapshot came or a delta was missed
 */
public record NodeReport(
        NodeId id,
        ReleaseIdentity identity,
        NodeProtocols protocols,
        String epoch,
        long sequence,
        Instant receivedAt,
        @Nullable NodeView view) {

    /**
     * Whether what it sees can be taken for the present. A clock that is ahead makes nothing younger
     * than its arrival.
     */
    public boolean isFresh(Instant now, Duration freshFor) {
        return view != null && age(view, now).compareTo(freshFor) < 0;
    }

    private Duration age(NodeView seen, Instant now) {
        var at = seen.observedAt().isBefore(receivedAt) ? seen.observedAt() : receivedAt;
        return Duration.between(at, now);
    }
}
