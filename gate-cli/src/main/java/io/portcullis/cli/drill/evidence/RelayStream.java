package io.portcullis.cli.drill.evidence;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.cli.drill.world.Pull;
import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.Tally;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.RelayServiceGrpc.RelayServiceStub;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ReportRelayRequest;
import io.portcullis.v1.ReportRelayResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The report stream of one server in one epoch. Counts are cumulative, so a look that is not told, because too many reports wait for
 * their acknowledgement or the stream is broken, is told with a later one. Used by one thread; answers come on others.
 */
final class RelayStream {
    /** Reports sent and not yet stored; beyond it a look is left out. */
    private static final int UNSTORED_MAX = 20;

    /** The wire wants a snapshot at least every minute; in compressed time that is six looks. */
    private static final int SNAPSHOT_EVERY_LOOKS = 6;

    private static final int REOPEN_AFTER_LOOKS = 5;

    private final RelayServiceStub stub;
    private final String service;
    private final InstantSource clock;
    private final Instant since;
    private final AtomicLong stored = new AtomicLong();
    private final AtomicBoolean snapshotWanted = new AtomicBoolean(true);
    private final AtomicBoolean broken = new AtomicBoolean();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private @Nullable StreamObserver<ReportRelayRequest> out;
    private final Map<Pull, Instant> pulls = new LinkedHashMap<>();
    private Map<Series, Tally> told = Map.of();
    private long sequence;
    private long lostUpTo;
    private int looksBroken;

    RelayStream(RelayServiceStub stub, String service, InstantSource clock) {
        this.stub = stub;
        this.service = service;
        this.clock = clock;
        this.since = clock.instant();
    }

    /** Sends a report, if it may. */
    void tell(ServerReport report) {
        if (broken.get() && !mayReopen()) {
            return;
        }
        StreamObserver<ReportRelayRequest> to = out == null ? open(report) : out;
        if (unstored() >= UNSTORED_MAX) {
            trouble.set(
                    UNSTORED_MAX + " reports of " + report.server().id() + " wait to be stored");
            return;
        }
        sequence++;
        boolean changed = meshChanged(report.pulls());
        boolean snapshot =
                snapshotWanted.getAndSet(false) || changed || sequence % SNAPSHOT_EVERY_LOOKS == 1;
        to.onNext(ReportRelayRequest.newBuilder().setReport(message(report, snapshot)).build());
        told = report.totals();
    }

    /** Keeps since when it pulls each track as it does. */
    private boolean meshChanged(List<Pull> now) {
        boolean changed = !pulls.keySet().equals(Set.copyOf(now));
        pulls.keySet().retainAll(now);
        now.forEach(pull -> pulls.putIfAbsent(pull, clock.instant()));
        return changed;
    }

    private boolean mayReopen() {
        looksBroken++;
        if (looksBroken < REOPEN_AFTER_LOOKS) {
            return false;
        }
        looksBroken = 0;
        out = null;
        broken.set(false);
        return true;
    }

    private StreamObserver<ReportRelayRequest> open(ServerReport report) {
        StreamObserver<ReportRelayRequest> opened = stub.reportRelay(new Answers());
        opened.onNext(
                ReportRelayRequest.newBuilder()
                        .setHello(RelayRecords.hello(service, report.server()))
                        .build());
        // What was sent on a broken stream may not have arrived: it is not waited for, and told
        // again as a whole.
        lostUpTo = sequence;
        snapshotWanted.set(true);
        out = opened;
        return opened;
    }

    private RelayReport message(ServerReport report, boolean snapshot) {
        Instant now = clock.instant();
        RelayReport.Builder message =
                RelayReport.newBuilder()
                        .setSequence(sequence)
                        .setObserveTime(RelayRecords.timestamp(now));
        if (!snapshot) {
            return message.setKind(ReportKind.REPORT_KIND_DELTA)
                    .addAllCounts(RelayRecords.counts(report.totals(), told))
                    .build();
        }
        return message.setKind(ReportKind.REPORT_KIND_SNAPSHOT)
                .addAllCounts(RelayRecords.counts(report.totals(), Map.of()))
                .addAllEdges(RelayRecords.edges(report, since, now))
                .addAllEdges(RelayRecords.pulled(pulls, now))
                .addAllDemand(RelayRecords.demand(report))
                .addAllDemand(RelayRecords.wanted(pulls.keySet()))
                .addPublished(RelayRecords.published(report.server(), since))
                .addAllPublished(RelayRecords.published(pulls.keySet(), since))
                .build();
    }

    /** Reports sent and not yet stored. */
    long unstored() {
        return broken.get() ? 0 : sequence - Math.max(stored.get(), lostUpTo);
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** The server is gone, or the drill over. */
    void close() {
        if (out != null && !broken.get()) {
            out.onCompleted();
        }
    }

    private final class Answers implements StreamObserver<ReportRelayResponse> {
        @Override
        public void onNext(ReportRelayResponse answer) {
            stored.accumulateAndGet(answer.getStoredSequence(), Math::max);
            if (answer.getSnapshotWanted()) {
                snapshotWanted.set(true);
            }
            trouble.set(
                    answer.getRejectedRecords() == 0
                            ? null
                            : answer.getRejectedRecords()
                                    + " records were not understood: "
                                    + answer.getRejection());
        }

        @Override
        public void onError(Throwable error) {
            trouble.set("the relay stream broke: " + Status.fromThrowable(error));
            broken.set(true);
        }

        @Override
        public void onCompleted() {
            broken.set(true);
        }
    }
}
