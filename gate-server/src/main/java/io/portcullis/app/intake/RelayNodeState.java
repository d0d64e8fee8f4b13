package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.RelayNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Where the talk with one relay node stands. Not thread-safe. */
final class RelayNodeState {

    /** A node sends a snapshot every 60 s; one that is a quarter late is asked for it. */
    static final Duration SNAPSHOT_EVERY_MAX = Duration.ofSeconds(75);

    /** Processes before that are remembered, so that none of them comes back. */
    private static final int EPOCHS_BEFORE_MAX = 8;

    private final TrackNames names;
    private RelayHello hello;
    private long received;
    private long stored;
    private boolean anchored;
    private boolean changed;
    private @Nullable RelayView view;
    private @Nullable Claim claim;
    private Instant snapshotAt;
    private Instant seenAt;
    private final ArrayDeque<String> epochsBefore = new ArrayDeque<>();
    private final Set<LongConsumer> listeners = new LinkedHashSet<>();

    RelayNodeState(RelayHello hello, Instant now, TrackNames names) {
        this.names = names;
        this.hello = hello;
        this.seenAt = now;
        this.snapshotAt = now;
        this.changed = true;
    }

    static RelayNodeState restored(RelayHello hello, RelayNode node, TrackNames names) {
        var state = new RelayNodeState(hello, node.seenAt(), names);
        state.received = node.sequence();
        state.stored = node.sequence();
        state.anchored = node.sequence() > 0;
        state.view = node.view() == null ? null : RelayView.of(node.view(), names);
        state.claim = node.claim();
        state.changed = false;
        return state;
    }

    /** A process says hello; true when it is another one than before. */
    boolean hello(RelayHello newer, Instant now) {
        boolean another = !newer.epoch().equals(hello.epoch());
        if (another) {
            retire(hello.epoch());
            snapshotAt = now;
            received = 0;
            stored = 0;
            // Its counters began after those of the process before.
            anchored = true;
            view = null;
            claim = null;
            listeners.clear();
        }
        changed |= another || !newer.equals(hello);
        hello = newer;
        seenAt = now;
        return another;
    }

    private void retire(String epoch) {
        if (epochsBefore.size() == EPOCHS_BEFORE_MAX) {
            epochsBefore.removeFirst();
        }
        epochsBefore.add(epoch);
    }

    /** Whether it is of a process that a newer one has replaced. */
    boolean isRetired(String epoch) {
        return epochsBefore.contains(epoch);
    }

    RelayHello hello() {
        return hello;
    }

    long received() {
        return received;
    }

    long stored() {
        return stored;
    }

    /** Whether a total not seen before was born while the gate was listening. */
    boolean anchored() {
        return anchored;
    }

    /** Another gate server heard the node meanwhile: what it said counts as said. */
    void overheard(RelayNode newer) {
        if (newer.epoch().equals(hello.epoch())) {
            if (newer.sequence() > received) {
                view = newer.view() == null ? null : RelayView.of(newer.view(), names);
                claim = newer.claim();
            }
            received = Math.max(received, newer.sequence());
            stored = Math.max(stored, newer.sequence());
            anchored |= newer.sequence() > 0;
        }
    }

    void listen(LongConsumer listener) {
        listeners.add(listener);
    }

    void leave(LongConsumer listener) {
        listeners.remove(listener);
    }

    /** Takes in a report that is newer than all before; says what is missing then. */
    Receipt report(RelayReport report, Instant now) {
        boolean first = report.kind() == RelayReport.Kind.DELTA && report.sequence() == 1;
        boolean follows = view != null && report.sequence() == received + 1;
        received = report.sequence();
        seenAt = now;
        claim = claim(report, now);
        changed = true;
        if (report.kind() == RelayReport.Kind.SNAPSHOT) {
            anchored = true;
            snapshotAt = now;
        } else if (!first && !follows) {
            // Merged into what came before the gap it would show edges that never were together.
            view = null;
            return new Receipt(0, "", true);
        }
        return merge(report, now);
    }

    /** A clock that is ahead makes nothing younger than its arrival. */
    private static @Nullable Claim claim(RelayReport report, Instant now) {
        var at = report.view().observedAt().isBefore(now) ? report.view().observedAt() : now;
        return report.says().map(says -> new Claim(at, says)).orElse(null);
    }

    private Receipt merge(RelayReport report, Instant now) {
        var merged = view == null ? new RelayView(names) : view;
        int dropped = merged.merge(report.kind(), report.view(), report.ended());
        boolean whole = dropped == 0 && report.completeness() == RelayReport.Completeness.WHOLE;
        view = whole ? merged : null;
        boolean overdue = now.isAfter(snapshotAt.plus(SNAPSHOT_EVERY_MAX));
        return new Receipt(
                dropped,
                dropped == 0 ? "" : "a node may list " + RelayView.TRACKS_MAX + " tracks of a kind",
                !whole || overdue);
    }

    /** Whether it is known what the node sees. */
    boolean isSeen() {
        return view != null;
    }

    boolean changed() {
        return changed;
    }

    /** For the store; what comes later is for the flush after. */
    RelayNode drain() {
        var node =
                new RelayNode(
                        hello.region(),
                        hello.node(),
                        identity().version(),
                        identity().artifact(),
                        identity().configuration(),
                        hello.epoch(),
                        hello.protocols(),
                        received,
                        seenAt,
                        view == null ? null : view.view(),
                        claim);
        changed = false;
        return node;
    }

    /** The flush is stored; gives those to be told. */
    Set<LongConsumer> stored(RelayNode node) {
        if (!node.epoch().equals(hello.epoch()) || node.sequence() <= stored) {
            return Set.of();
        }
        stored = node.sequence();
        return Set.copyOf(listeners);
    }

    Instant seenAt() {
        return seenAt;
    }

    private ReleaseIdentity identity() {
        return hello.identity();
    }
}
