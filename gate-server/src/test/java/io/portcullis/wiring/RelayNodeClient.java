package io.portcullis.wiring;

import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.CountRecord;
import io.portcullis.v1.NodeHello;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.RelayServiceGrpc;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ReportRelayRequest;
import io.portcullis.v1.ReportRelayResponse;
import io.portcullis.v1.Result;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** One relay node: counts, reports its running totals, and waits until they are stored. */
final class RelayNodeClient {

    /** What is counted: an empty source region is the node's own region. */
    record Counted(String signal, String sourceRegion, String sourceNode, Result result)
            implements Comparable<Counted> {
        @Override
        public int compareTo(Counted other) {
            return toString().compareTo(other.toString());
        }
    }

    private final NodeHello hello;
    private final Map<Counted, Long> totals = new TreeMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private StreamObserver<ReportRelayRequest> stream = new Nowhere();
    private long sequence;
    private long stored;
    private String failure = "";

    RelayNodeClient(String service, String region, String node, String version) {
        hello =
                NodeHello.newBuilder()
                        .setService(service)
                        .setRegion(region)
                        .setNode(node)
                        .setVersion(version)
                        .setEpoch(UUID.randomUUID().toString())
                        .build();
    }

    /** Opens a stream, the first or one after a break: the totals go on. */
    void connect(ManagedChannel channel) {
        failure = "";
        stream = RelayServiceGrpc.newStub(channel).reportRelay(new Acknowledgements());
        stream.onNext(ReportRelayRequest.newBuilder().setHello(hello).build());
    }

    void count(Counted what, long more) {
        totals.merge(what, more, Long::sum);
    }

    void report() {
        sequence++;
        var now = Instant.now();
        var report =
                RelayReport.newBuilder()
                        .setSequence(sequence)
                        .setKind(ReportKind.REPORT_KIND_SNAPSHOT);
        report.getObserveTimeBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano());
        totals.forEach((what, count) ->
                report.addCounts(
                        CountRecord.newBuilder()
                                .setSignal(what.signal())
                                .setSourceRegion(what.sourceRegion())
                                .setSourceNode(what.sourceNode())
                                .setResult(what.result())
                                .setCount(count)));
        stream.onNext(ReportRelayRequest.newBuilder().setReport(report).build());
    }

    /** Whether the last report is stored, waiting for it; false when the stream broke. */
    boolean awaitStored() throws InterruptedException {
        lock.lock();
        try {
            long nanos = TimeUnit.MINUTES.toNanos(2);
            while (stored < sequence && failure.isEmpty()) {
                if (nanos <= 0) {
                    throw new AssertionError("report " + sequence + " was not acknowledged");
                }
                nanos = news.awaitNanos(nanos);
            }
            return failure.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private final class Acknowledgements implements StreamObserver<ReportRelayResponse> {
        @Override
        public void onNext(ReportRelayResponse response) {
            tell(response.getStoredSequence(), response.getRejection());
        }

        @Override
        public void onError(Throwable error) {
            tell(0, String.valueOf(error));
        }

        @Override
        public void onCompleted() {
            tell(0, "the server ended the stream");
        }

        private void tell(long sequenceStored, String problem) {
            lock.lock();
            try {
                stored = Math.max(stored, sequenceStored);
                failure = problem;
                news.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Before the first stream. */
    private static final class Nowhere implements StreamObserver<ReportRelayRequest> {
        @Override
        public void onNext(ReportRelayRequest request) {
            throw new IllegalStateException("not connected");
        }

        @Override
        public void onError(Throwable error) {}

        @Override
        public void onCompleted() {}
    }
}
