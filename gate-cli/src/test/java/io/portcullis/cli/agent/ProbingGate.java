package io.portcullis.cli.agent;

import com.google.protobuf.util.Durations;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.GetProbesResponse;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeServiceGrpc;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A gate that hands out probes and remembers what is reported; it can go away and come back. */
final class ProbingGate extends ProbeServiceGrpc.ProbeServiceImplBase implements AutoCloseable {

    final BlockingQueue<ReportProbesRequest> reports = new LinkedBlockingQueue<>();
    final BlockingQueue<GetProbesRequest> asked = new LinkedBlockingQueue<>();
    volatile List<ProbeTask> tasks = List.of();
    volatile Status refusal = Status.OK;
    private Server server;

    ProbingGate() throws IOException {
        server = start(0);
    }

    private Server start(int port) throws IOException {
        return Grpc.newServerBuilderForPort(port, InsecureServerCredentials.create())
                .addService(this)
                .build()
                .start();
    }

    String address() {
        return "localhost:" + server.getPort();
    }

    /** Gone as after a kill, and back on the same port. */
    void restart(Runnable meanwhile) throws IOException, InterruptedException {
        int port = server.getPort();
        server.shutdownNow().awaitTermination();
        reports.clear();
        meanwhile.run();
        server = start(port);
    }

    /** The first result as wanted, whenever it comes; null when none does in a minute. */
    ProbeResult await(Predicate<ProbeResult> wanted) throws InterruptedException {
        ReportProbesRequest report = reports.poll(1, TimeUnit.MINUTES);
        while (report != null) {
            for (ProbeResult result : report.getResultsList()) {
                if (wanted.test(result)) {
                    return result;
                }
            }
            report = reports.poll(1, TimeUnit.MINUTES);
        }
        return null;
    }

    @Override
    public void getProbes(GetProbesRequest request, StreamObserver<GetProbesResponse> answer) {
        if (!refusal.isOk()) {
            answer.onError(refusal.asRuntimeException());
            return;
        }
        asked.add(request);
        answer.onNext(
                GetProbesResponse.newBuilder()
                        .addAllProbes(tasks)
                        .setAskAgainAfter(Durations.fromMillis(100))
                        .build());
        answer.onCompleted();
    }

    @Override
    public void reportProbes(
            ReportProbesRequest request, StreamObserver<ReportProbesResponse> answer) {
        reports.add(request);
        answer.onNext(ReportProbesResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
