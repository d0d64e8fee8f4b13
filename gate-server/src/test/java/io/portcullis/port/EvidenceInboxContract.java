package io.portcullis.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.testing.RandomValues;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link EvidenceInbox} must do. */
public abstract class EvidenceInboxContract {

    private static final ServiceName SERVICE = new ServiceName("media-server");
    private static final ServiceName OTHER = new ServiceName("broker");
    private static final Region EU_WEST = new Region("eu-west");
    private static final NodeProtocols PROTOCOLS =
            new NodeProtocols(new TreeSet<>(Set.of(7, 8)), new TreeSet<>(Set.of(8)));
    private static final Instant START = Instant.parse("2024-02-07T19:02:30.123456Z");

    /** An inbox with nothing in it. */
    protected abstract EvidenceInbox inbox();

    @Test
    void givesBackWhatWasFlushedInItsOrder() {
        var inbox = inbox();

        long first = inbox.append(counted(START));
        long second = inbox.append(counted(START.plusSeconds(10)));

        assertThat(inbox.after(SERVICE, 0, 10))
                .containsExactly(
                        new InboxRow(first, "replica-1", evidence(START)),
                        new InboxRow(second, "replica-1", evidence(START.plusSeconds(10))));
        assertThat(inbox.after(SERVICE, first, 10)).hasSize(1);
        assertThat(inbox.after(SERVICE, 0, 1)).hasSize(1);
        assertThat(inbox.cursor(SERVICE)).isEqualTo(second);
    }

    @Test
    void keepsServicesApart() {
        var inbox = inbox();

        inbox.append(counted(START));

        assertThat(inbox.after(OTHER, 0, 10)).isEmpty();
        assertThat(inbox.history(OTHER, Instant.EPOCH)).isEmpty();
        assertThat(inbox.cursor(OTHER)).isZero();
        assertThat(inbox.seriesValues(OTHER)).isEmpty();
        assertThat(inbox.relayNodes(OTHER)).isEmpty();
    }

    @Test
    void keepsTwoHours() {
        var inbox = inbox();
        inbox.append(counted(START));
        inbox.append(counted(START.plusSeconds(10)));
        var last = START.plus(EvidenceInbox.RETENTION).plusSeconds(10);

        inbox.append(counted(last));

        assertThat(inbox.history(SERVICE, Instant.EPOCH))
                .extracting(row -> row.evidence().at())
                .containsExactly(START.plusSeconds(10), last);
        assertThat(inbox.history(SERVICE, last)).hasSize(1);
    }

    @Test
    void remembersTheLastValueOfEverySeries() {
        var inbox = inbox();
        var one = new SeriesValue("requests{pod=\"a\"}", "epoch-1", 1_000.25, START, 1);
        var other = new SeriesValue("errors{pod=\"a\"}", "epoch-1", 3, START, 1);
        inbox.append(with(START, List.of(one, other), List.of()));
        var later = new SeriesValue(one.series(), "epoch-2", 7, START.plusSeconds(10), 2);

        inbox.append(with(START.plusSeconds(10), List.of(later), List.of()));

        assertThat(inbox.seriesValues(SERVICE)).containsExactly(other, later);
    }

    @Test
    void refusesAFlushThatDoesNotFollowTheStoredOne() {
        var inbox = inbox();
        var first = new SeriesValue("requests", "epoch-1", 10, START, 1);
        inbox.append(with(START, List.of(first), List.of()));
        var fresh = new SeriesValue("errors", "epoch-1", 10, START, 1);
        var skipping = new SeriesValue("errors", "epoch-1", 10, START, 2);

        for (var batch : List.of(List.of(fresh, first), List.of(skipping))) {
            assertThatThrownBy(() -> inbox.append(with(START, batch, List.of())))
                    .isInstanceOf(StaleRevision.class);
        }

        assertThat(inbox.seriesValues(SERVICE)).containsExactly(first);
        assertThat(inbox.after(SERVICE, 0, 10)).hasSize(1);
    }

    @Test
    void forgetsWhatIsSilentForLong() {
        var inbox = inbox();
        var silent = new SeriesValue("silent", "epoch-1", 10, START, 1);
        inbox.append(with(START, List.of(silent), List.of(node("a", "epoch-1", 1, null, START))));
        var later = START.plus(EvidenceInbox.SILENCE_MAX).plus(Duration.ofSeconds(1));
        var alive = new SeriesValue("alive", "epoch-1", 10, START, 1);

        inbox.append(with(later, List.of(alive), List.of()));

        assertThat(inbox.seriesValues(SERVICE)).containsExactly(alive);
        assertThat(inbox.relayNodes(SERVICE)).isEmpty();
    }

    @Test
    void remembersWhatEveryNodeLastSaid() {
        var inbox = inbox();
        var view = new RandomValues(3).of(NodeView.class);
        inbox.append(
                with(
                        START,
                        List.of(),
                        List.of(
                                node("b", "epoch-1", 1, view, START),
                                node("a", "epoch-1", 1, null, START))));

        assertThat(inbox.relayNodes(SERVICE))
                .containsExactly(
                        node("a", "epoch-1", 1, null, START), node("b", "epoch-1", 1, view, START));

        inbox.append(with(START, List.of(), List.of(node("b", "epoch-1", 2, null, START))));

        assertThat(inbox.relayNodes(SERVICE))
                .containsExactly(
                        node("a", "epoch-1", 1, null, START), node("b", "epoch-1", 2, null, START));
    }

    @Test
    void tellsWhatNodesLastHeldOfTheirRegion() {
        var inbox = inbox();
        assertThat(inbox.regionClaims()).isEmpty();
        var isolated = new Claim(START.minusSeconds(3), Claim.Says.ISOLATED);
        var connected = new Claim(START.minusSeconds(1), Claim.Says.CONNECTED);
        var first = claiming(node("a", "epoch-1", 1, null, START), isolated);
        var second = claiming(node("b", "epoch-1", 1, null, START), connected);

        inbox.append(
                with(START, List.of(), List.of(first, second, node("c", "e", 1, null, START))));

        assertThat(inbox.relayNodes(SERVICE)).contains(first, second);
        assertThat(inbox.regionClaims()).containsOnlyKeys(EU_WEST);
        assertThat(inbox.regionClaims().get(EU_WEST))
                .containsExactlyInAnyOrder(isolated, connected);

        inbox.append(with(START, List.of(), List.of(node("a", "epoch-1", 2, null, START))));

        assertThat(inbox.regionClaims().get(EU_WEST)).containsExactly(connected);
    }

    @Test
    void neverTakesANodeBackWithinAnEpoch() {
        var inbox = inbox();
        inbox.append(with(START, List.of(), List.of(node("a", "epoch-1", 9, null, START))));

        inbox.append(with(START, List.of(), List.of(node("a", "epoch-1", 8, null, START))));
        assertThat(inbox.relayNodes(SERVICE)).containsExactly(node("a", "epoch-1", 9, null, START));

        inbox.append(with(START, List.of(), List.of(node("a", "epoch-2", 1, null, START))));
        assertThat(inbox.relayNodes(SERVICE)).containsExactly(node("a", "epoch-2", 1, null, START));
    }

    @Test
    void letsAReaderMissNothingWhileManyWrite() throws Exception {
        var inbox = inbox();
        int writers = 4;
        int flushes = 25;
        var seen = new ArrayList<Long>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<?>>();
            for (int writer = 0; writer < writers; writer++) {
                writing.add(threads.submit(() -> flush(inbox, flushes)));
            }
            while (!writing.stream().allMatch(Future::isDone)) {
                read(inbox, seen);
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
        }
        read(inbox, seen);

        assertThat(seen).hasSize(writers * flushes).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void letsExactlyOneReplicaCountAnIncrease() throws Exception {
        var inbox = inbox();
        int won = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 1; round <= 20; round++) {
                var value = new SeriesValue("requests", "epoch-1", round, START, round);
                var batch = with(START, List.of(value), List.of());
                var one = threads.submit(() -> inbox.append(batch));
                var other = threads.submit(() -> inbox.append(batch));
                won += wins(one) + wins(other);
            }
        }

        assertThat(won).isEqualTo(20);
        assertThat(inbox.after(SERVICE, 0, 100)).hasSize(20);
    }

    private static int wins(Future<Long> append) throws InterruptedException {
        try {
            append.get();
            return 1;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(StaleRevision.class);
            return 0;
        }
    }

    private static void flush(EvidenceInbox inbox, int flushes) {
        for (int i = 0; i < flushes; i++) {
            inbox.append(counted(START));
        }
    }

    private static void read(EvidenceInbox inbox, List<Long> seen) {
        long last = seen.isEmpty() ? 0 : seen.getLast();
        inbox.after(SERVICE, last, 1_000).forEach(row -> seen.add(row.cursor()));
    }

    private static InboxBatch counted(Instant at) {
        return with(at, List.of(), List.of());
    }

    private static InboxBatch with(Instant at, List<SeriesValue> series, List<RelayNode> nodes) {
        return new InboxBatch(SERVICE, evidence(at), "replica-1", series, nodes);
    }

    private static VersionedEvidence evidence(Instant at) {
        var cell =
                new VersionedCell.InRegion(
                        new SignalName("requests"), EU_WEST, Origin.ofVersion("1.5.1"));
        return new VersionedEvidence(at, Map.of(cell, new Counts(500, 3)), List.of());
    }

    private static RelayNode node(
            String name, String epoch, long sequence, @Nullable NodeView view, Instant seenAt) {
        return new RelayNode(
                EU_WEST,
                name,
                "1.5.1",
                "sha256:1",
                "",
                epoch,
                PROTOCOLS,
                sequence,
                seenAt,
                view,
                null);
    }

    private static RelayNode claiming(RelayNode node, @Nullable Claim claim) {
        return new RelayNode(
                node.region(),
                node.node(),
                node.version(),
                node.artifact(),
                node.configuration(),
                node.epoch(),
                node.protocols(),
                node.sequence(),
                node.seenAt(),
                node.view(),
                claim);
    }
}
