package io.portcullis.app.intake;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.CounterTable.Drained;
import io.portcullis.app.intake.CounterTable.Unseen;
import io.portcullis.app.intake.RelayReport.Count;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.RelayNode;
import io.portcullis.port.SeriesValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Pushed evidence of one service between its arrival and its flush. Thread-safe; no call waits for
 * anything but other calls' arithmetic.
 */
final class ServiceIntake {

    /** Most running totals of a service; a server that brings more is told so. */
    static final int SERIES_MAX = 200_000;

    /** Most relay nodes of a service. */
    static final int NODES_MAX = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final ServiceDefinition service;
    private final String replica;
    private final String process = UUID.randomUUID().toString();
    private final Servers servers;
    private final RelayCounts relayCounts;
    private final CounterTable counters = new CounterTable();
    private final PushedCounts pushed;
    private final ProcessTable processes = new ProcessTable();
    private final Map<ServerKey, RelayNodeState> nodes = new HashMap<>();
    private final RelayHappenings happenings = new RelayHappenings();
    private final TrackNames trackNames = new TrackNames();
    private long flushes;
    private long markRevision;
    private boolean strangers;

    ServiceIntake(ServiceDefinition service, String replica, Duration look) {
        this.service = service;
        this.replica = replica;
        this.servers = new Servers(look);
        this.pushed = new PushedCounts(service.name(), servers, counters, look);
        this.relayCounts = new RelayCounts(service);
    }

    ServiceDefinition service() {
        return service;
    }

    String replica() {
        return replica;
    }

    RelayHappenings happenings() {
        return happenings;
    }

    /** What the store remembers from before the start. */
    void restore(List<SeriesValue> values, List<RelayNode> remembered) {
        locked(() -> {
            for (SeriesValue value : values) {
                if (value.series().equals(markSeries())) {
                    markRevision = value.revision();
                } else {
                    counters.restore(value);
                    servers.restore(
                            value.series().substring(0, value.series().lastIndexOf('/') + 1));
                }
            }
            overhear(remembered);
            return this;
        });
    }

    /** Whether a report named a far node that never said hello here. */
    boolean takeStrangers() {
        return locked(() -> {
            boolean met = strangers;
            strangers = false;
            return met;
        });
    }

    /** What nodes told other servers of the gate. */
    void overhear(List<RelayNode> told) {
        locked(() -> {
            for (RelayNode node : told) {
                var hello = RelayHellos.of(service.name(), node);
                var known = nodes.get(hello.server());
                if (known == null) {
                    nodes.put(hello.server(), RelayNodeState.restored(hello, node, trackNames));
                    servers.restore(hello.server().prefix());
                } else {
                    known.overheard(node);
                }
            }
            return this;
        });
    }

    /** A node's process begins to talk; gives the last sequence of its epoch that is stored. */
    long hello(RelayHello hello, LongConsumer stored, Instant now) {
        return locked(() -> {
            var known = nodes.get(hello.server());
            if (known == null) {
                requireRoom();
                known = new RelayNodeState(hello, now, trackNames);
                nodes.put(hello.server(), known);
            } else {
                requireNotRetired(known, hello);
                if (known.hello(hello, now)) {
                    happenings.count(RelayHappening.RESTART);
                    servers.restarted(hello.server(), now);
                }
            }
            servers.hear(hello.server(), now);
            known.listen(stored);
            return known.stored();
        });
    }

    void leave(RelayHello hello, LongConsumer stored) {
        locked(() -> {
            var known = nodes.get(hello.server());
            if (known != null) {
                known.leave(stored);
            }
            return this;
        });
    }

    Receipt report(RelayHello hello, RelayReport report, Instant now) {
        return locked(() -> {
            var node = nodes.get(hello.server());
            if (node == null || !node.hello().epoch().equals(hello.epoch())) {
                happenings.count(RelayHappening.OLD_EPOCH);
                throw RequestRefused.invalid(
                        "hello.epoch",
                        "epoch.newest",
                        "a newer process of " + hello.node() + " has said hello; say hello again");
            }
            var late = Timeliness.objection(report.view().observedAt(), now);
            if (late.isPresent()) {
                happenings.count(
                        report.view().observedAt().isAfter(now)
                                ? RelayHappening.EARLY
                                : RelayHappening.LATE);
                return new Receipt(report.size(), late.get(), false);
            }
            if (report.sequence() <= node.received()) {
                happenings.count(RelayHappening.REPEATED);
                return Receipt.ALL;
            }
            return take(node, report, now);
        });
    }

    private Receipt take(RelayNodeState node, RelayReport report, Instant now) {
        servers.hear(node.hello().server(), now);
        processes.add(RelayHellos.process(node.hello(), report.view().observedAt()));
        boolean first = report.sequence() == 1 || node.anchored();
        var unseen = first ? Unseen.COUNTS_FROM_ZERO : Unseen.ONLY_ANCHORS;
        var receipt = Receipt.ALL;
        for (Count count : report.counts()) {
            receipt = receipt.plus(take(node, count, report, unseen, now));
        }
        boolean seenBefore = node.isSeen();
        var viewed = node.report(report, now);
        happenings.count(
                report.kind() == Kind.DELTA ? RelayHappening.DELTA : RelayHappening.SNAPSHOT);
        if (viewed.snapshotWanted()) {
            happenings.count(
                    node.isSeen() ? RelayHappening.SNAPSHOT_OVERDUE : RelayHappening.VIEW_MISSING);
        }
        if (seenBefore && !node.isSeen()) {
            happenings.count(RelayHappening.GAP);
        }
        return receipt.plus(viewed);
    }

    private Receipt take(
            RelayNodeState node, Count count, RelayReport report, Unseen unseen, Instant now) {
        var hello = node.hello();
        var objection = relayCounts.rejection(hello, count);
        if (objection.isPresent()) {
            return new Receipt(1, objection.get(), false);
        }
        var far = far(count);
        var source = far == null ? Origin.UNKNOWN : far.hello().origin();
        boolean warm =
                !servers.warmingUp(hello.server(), now)
                        && (far == null || !servers.warmingUp(far.hello().server(), now));
        for (PushedTotal total :
                relayCounts.totals(hello, count, source, report.view().observedAt())) {
            var series = hello.server().series(total.identity());
            if (!counters.knows(series) && counters.size() >= SERIES_MAX) {
                return new Receipt(1, PushedCounts.tooManySeries(service.name()), false);
            }
            counters.count(series, total, unseen, warm);
        }
        return Receipt.ALL;
    }

    private @Nullable RelayNodeState far(Count count) {
        if (count.sourceRegion().isEmpty() || count.sourceNode().isEmpty()) {
            return null;
        }
        var key =
                new ServerKey(ServerKey.Way.RELAY, count.sourceRegion().get(), count.sourceNode());
        var far = nodes.get(key);
        strangers |= far == null;
        return far;
    }

    /** What one server pushed by OTLP. */
    Receipt push(ServerKey server, ServerPush push, Instant now) {
        return locked(() -> pushed.take(server, push, now));
    }

    /** What processes say of the work they carry. */
    Receipt hear(List<ProcessSample> samples, Instant now) {
        return locked(() -> {
            var receipt = Receipt.ALL;
            for (ProcessSample sample : samples) {
                var late = Timeliness.objection(sample.at(), now);
                if (late.isPresent()) {
                    receipt = receipt.plus(new Receipt(1, late.get(), false));
                } else if (!processes.add(sample)) {
                    receipt = receipt.plus(new Receipt(1, "too many processes at once", false));
                }
            }
            return receipt;
        });
    }

    /** What came since the flush before. */
    Flush drain(Instant now) {
        return locked(() -> {
            var oldest = now.minus(EvidenceInbox.SILENCE_MAX);
            counters.forgetBefore(oldest);
            servers.forgetBefore(oldest);
            nodes.values().removeIf(node -> node.seenAt().isBefore(oldest));
            var taken = pushed.drain(now);
            var told = new ArrayList<RelayNode>();
            nodes.values().stream()
                    .filter(RelayNodeState::changed)
                    .forEach(node -> told.add(node.drain()));
            flushes++;
            return new Flush(now, mark(now), counters.drain(), taken, told, processes.drain());
        });
    }

    private SeriesValue mark(Instant now) {
        return new SeriesValue(markSeries(), process, flushes, now, markRevision + 1);
    }

    /** The flush is stored: gives those to be told, with the sequence to tell. */
    List<Told> stored(Flush flush) {
        return locked(() -> {
            markRevision = flush.mark().revision();
            counters.stored(flush.counters());
            var told = new ArrayList<Told>();
            for (RelayNode node : flush.nodes()) {
                var known = nodes.get(RelayHellos.of(service.name(), node).server());
                if (known != null) {
                    known.stored(node)
                            .forEach(listener -> told.add(new Told(listener, node.sequence())));
                }
            }
            return told;
        });
    }

    /** Whether a flush whose answer was lost was stored after all. */
    boolean isStored(Flush flush, Map<String, SeriesValue> stored) {
        var mark = stored.get(markSeries());
        return mark != null && mark.epoch().equals(process) && mark.value() >= flush.mark().value();
    }

    /** The flush again, without what other servers of the gate have counted meanwhile. */
    Flush recounted(Flush flush, Map<String, SeriesValue> stored) {
        return locked(() -> {
            var mark = stored.get(markSeries());
            markRevision = mark == null ? 0 : mark.revision();
            var again = new ArrayList<Drained>();
            for (Drained one : flush.counters()) {
                var theirs = stored.get(one.value().series());
                again.add(
                        theirs != null && theirs.revision() == one.value().revision() - 1
                                ? one
                                : counters.recounted(one, theirs));
            }
            var newMark =
                    new SeriesValue(
                            markSeries(),
                            process,
                            flush.mark().value(),
                            flush.at(),
                            markRevision + 1);
            return new Flush(
                    flush.at(),
                    newMark,
                    again,
                    flush.increments(),
                    flush.nodes(),
                    flush.processes());
        });
    }

    private String markSeries() {
        return "flush/" + replica;
    }

    private void requireRoom() {
        if (nodes.size() >= NODES_MAX) {
            throw new RequestRefused(
                    new RequestRefused.Why.OverLimit(
                            "relay nodes of " + service.name(), NODES_MAX, Duration.ofMinutes(1)));
        }
    }

    /** Two processes with one name would take turns for ever. */
    private void requireNotRetired(RelayNodeState node, RelayHello hello) {
        if (node.isRetired(hello.epoch())) {
            happenings.count(RelayHappening.OLD_EPOCH);
            throw RequestRefused.invalid(
                    "hello.epoch",
                    "epoch.newest",
                    "epoch %s of %s was replaced by %s; a process must have an epoch of its own, and a"
                                    .formatted(hello.epoch(), hello.node(), node.hello().epoch())
                            + " node a name of its own");
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Somebody who waits to hear what is stored. */
    record Told(LongConsumer listener, long sequence) {

        void tell() {
            listener.accept(sequence);
        }
    }
}
