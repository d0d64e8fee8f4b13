package io.portcullis.cli.testing;

import com.google.protobuf.Timestamp;
import io.grpc.BindableService;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.portcullis.v1.Environment;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentClass;
import io.portcullis.v1.IncidentState;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world with one alert: it fires while reports hold more than a few failures, and its incident is reopened when it comes back. */
final class FakeEnvironment {
    static final String INCIDENT = "incidents/00000000-0000-0000-0000-000000000003";

    /** Reports in a row without failures after which it is over. */
    private static final int QUIET_REPORTS = 60;

    private static final int FAILED_MAX = 40;

    private final List<StreamObserver<WatchEnvironmentResponse>> watchers = new ArrayList<>();
    private Incident incident = Incident.getDefaultInstance();
    private long quiet;

    /** A server told how many attempts failed since its last report. */
    synchronized void failed(long count) {
        quiet = count > FAILED_MAX ? 0 : quiet + 1;
        if (quiet == 0 && !isOpen()) {
            boolean again = incident.getState() == IncidentState.INCIDENT_STATE_RESOLVED;
            incident =
                    Incident.newBuilder()
                            .setName(INCIDENT)
                            .setFingerprint("ALERT/failures")
                            .setClass_(IncidentClass.INCIDENT_CLASS_ENVIRONMENT)
                            .setState(IncidentState.INCIDENT_STATE_DETECTED)
                            .setReopenedCount(incident.getReopenedCount() + (again ? 1 : 0))
                            .build();
            tell();
        } else if (quiet > QUIET_REPORTS && isOpen()) {
            incident =
                    incident.toBuilder()
                            .setState(IncidentState.INCIDENT_STATE_RESOLVED)
                            .setResolveTime(now())
                            .build();
            tell();
        }
    }

    synchronized Optional<Incident> incident(String name) {
        return name.equals(INCIDENT) ? Optional.of(incident) : Optional.empty();
    }

    private boolean isOpen() {
        return incident.getState() == IncidentState.INCIDENT_STATE_DETECTED;
    }

    private void tell() {
        watchers.forEach(watcher -> watcher.onNext(answer()));
    }

    private WatchEnvironmentResponse answer() {
        Environment.Builder environment = Environment.newBuilder();
        if (isOpen()) {
            environment.addIncidents(INCIDENT);
        }
        return WatchEnvironmentResponse.newBuilder().setEnvironment(environment).build();
    }

    private synchronized void watch(StreamObserver<WatchEnvironmentResponse> watcher) {
        // Else telling one that has gone would break the report that is being told of.
        ((ServerCallStreamObserver<WatchEnvironmentResponse>) watcher).setOnCancelHandler(() -> {});
        watcher.onNext(answer());
        watchers.add(watcher);
    }

    private static Timestamp now() {
        Instant now = Instant.now();
        return Timestamp.newBuilder()
                .setSeconds(now.getEpochSecond())
                .setNanos(now.getNano())
                .build();
    }

    BindableService service() {
        return new EnvironmentServiceGrpc.EnvironmentServiceImplBase() {
            @Override
            public void watchEnvironment(
                    WatchEnvironmentRequest request,
                    StreamObserver<WatchEnvironmentResponse> observer) {
                watch(observer);
            }
        };
    }
}
