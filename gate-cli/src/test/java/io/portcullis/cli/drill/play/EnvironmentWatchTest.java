package io.portcullis.cli.drill.play;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.Environment;
import io.portcullis.v1.EnvironmentServiceGrpc;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.GetIncidentResponse;
import io.portcullis.v1.Incident;
import io.portcullis.v1.IncidentServiceGrpc;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class EnvironmentWatchTest {
    private final ManyIncidents many = new ManyIncidents();
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void serve() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server =
                InProcessServerBuilder.forName(name)
                        .addService(many)
                        .addService(new Incidents())
                        .build()
                        .start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        calls.shutdownNow();
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void followsNoMoreThanFiftyIncidentsHoweverManyAnswersNameThem() throws InterruptedException {
        try (var watch =
                new EnvironmentWatch(
                        GateConnection.over(channel), "media-server", calls, Clock.systemUTC())) {
            assertThat(many.watchedAgain.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(watch.readAll()).hasSize(50);
        }
    }

    /** Names forty incidents in one answer, and forty others in the next. */
    private static final class ManyIncidents
            extends EnvironmentServiceGrpc.EnvironmentServiceImplBase {
        private final CountDownLatch watchedAgain = new CountDownLatch(2);

        @Override
        public void watchEnvironment(
                WatchEnvironmentRequest request,
                StreamObserver<WatchEnvironmentResponse> observer) {
            watchedAgain.countDown();
            observer.onNext(answer(100));
            observer.onNext(answer(200));
            observer.onCompleted();
        }

        private static WatchEnvironmentResponse answer(int first) {
            Environment.Builder environment = Environment.newBuilder();
            IntStream.range(first, first + 40)
                    .forEach(i -> environment.addIncidents("incidents/" + i));
            return WatchEnvironmentResponse.newBuilder().setEnvironment(environment).build();
        }
    }

    private static final class Incidents extends IncidentServiceGrpc.IncidentServiceImplBase {
        @Override
        public void getIncident(
                GetIncidentRequest request, StreamObserver<GetIncidentResponse> observer) {
            observer.onNext(
                    GetIncidentResponse.newBuilder()
                            .setIncident(Incident.newBuilder().setName(request.getName()))
                            .build());
            observer.onCompleted();
        }
    }
}
