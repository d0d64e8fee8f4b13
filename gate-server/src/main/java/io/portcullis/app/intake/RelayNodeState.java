package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.port.RelayNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Where the talk with one relay node stands. Not thread-safe. */
final class RelayNodeState {

    private RelayHello hello;
    private long received;
    private long stored;
    private boolean anchored;
    private boolean changed;
    private boolean viewChanged;
    private @Nullable RelayView view;
    private Instant seenAt;
    private final Set<LongConsumer> listeners = new LinkedHashSet<>();

    RelayNodeState(RelayHello hello, Instant now) {
        this.hello = hello;
        this.seenAt = now;
        this.changed = true;
    }

    static RelayNodeState restored(RelayHello hello, RelayNode node) {
        var state = new RelayNodeState(hello, node.seenAt());
        state.received = node.sequence();
        state.stored = node.sequence();
        state.anchored = node.sequence() > 0;
        state.view = node.view() == null ? null : RelayView.of(node.view());
        state.changed = false;
        return state;
    }

    /** A process says hello; true when it is another one than before. */
    boolean hello(RelayHello newer, Instant now) {
        boolean another = !newer.epoch().equals(hello.epoch());
        if (another) {
            received = 0;
            stored = 0;
            // Its counters began after those of the process before.
            anchored = true;
            view = null;
            listeners.clear();
        }
        changed |= another || !newer.equals(hello);
        hello = newer;
        seenAt = now;
        return another;
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

    /** Takes a report in; says how many records of the view did not fit. */
    int report(RelayReport report, Instant now) {
        received = report.sequence();
        anchored |= report.kind() == RelayReport.Kind.SNAPSHOT;
        seenAt = now;
        changed = true;
        viewChanged = true;
        if (view == null) {
            view = new RelayView();
        }
        return view.merge(report.kind(), report.view(), report.ended());
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
                        view == null || !viewChanged ? null : view.view());
        changed = false;
        viewChanged = false;
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
