package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ConnectionChecksTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Nested
    final class Tcp {

        @Test
        void anAcceptedConnectionIsFitAndARefusedOneIsNot() throws Exception {
            int port;
            try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = listening.getLocalPort();
                assertThat(probe(port).verdict()).isEqualTo(Verdict.FIT);
            }

            assertThat(probe(port))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .extracting(ProbeOutcome::text)
                    .asString()
                    .startsWith("no connection");
        }

        @Test
        void aNameWithoutAddressIsUnfit() throws Exception {
            var target = new ProbeTarget.Tcp(new HostPort("no-such-host.invalid", 80));

            assertThat(run(target).text()).isEqualTo("its host name has no address");
        }

        private static ProbeOutcome probe(int port) throws InterruptedException {
            return run(new ProbeTarget.Tcp(new HostPort("127.0.0.1", port)));
        }
    }

    @Nested
    final class Health {

        @TempDir private Path folder;
        private final HealthStatusManager health = new HealthStatusManager();

        @Test
        void onlyServingIsFit() throws Exception {
            Server server = start(InsecureServerCredentials.create());
            health.setStatus("media", ServingStatus.SERVING);
            assertThat(probe(server, "media").verdict()).isEqualTo(Verdict.FIT);

            health.setStatus("media", ServingStatus.NOT_SERVING);
            assertThat(probe(server, "media"))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .returns("says NOT_SERVING", ProbeOutcome::text);
            assertThat(probe(server, "unheard-of"))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .returns("does not know unheard-of", ProbeOutcome::text);

            var gone = new ProbeTarget.Grpc(at(server), "", Transport.PLAIN_TEXT, null);
            server.shutdownNow().awaitTermination();
            assertThat(run(gone))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .extracting(ProbeOutcome::text)
                    .asString()
                    .startsWith("no connection");
        }

        @Test
        void overTlsTheCertificateMustBeTrusted() throws Exception {
            var certificate = Certificate.valid(folder, 3);
            Server server =
                    start(
                            TlsServerCredentials.create(
                                    certificate.certificateFile().toFile(),
                                    certificate.keyFile().toFile()));
            try {
                var trusted =
                        new ProbeTarget.Grpc(
                                at(server), "", Transport.TLS, certificate.certificateFile());
                var usual = new ProbeTarget.Grpc(at(server), "", Transport.TLS, null);

                assertThat(run(trusted).verdict()).isEqualTo(Verdict.FIT);
                assertThat(run(usual))
                        .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                        .extracting(ProbeOutcome::text)
                        .asString()
                        .startsWith("its certificate is refused");
            } finally {
                server.shutdownNow();
            }
        }

        @Test
        void authoritiesThatCannotBeReadTellNothing() throws Exception {
            Server server = start(InsecureServerCredentials.create());
            Path missing = folder.resolve("missing.pem");
            try {
                assertThat(run(new ProbeTarget.Grpc(at(server), "", Transport.TLS, missing)))
                        .returns(Verdict.UNKNOWN, ProbeOutcome::verdict)
                        .extracting(ProbeOutcome::text)
                        .asString()
                        .startsWith("the authorities in " + missing + " cannot be read");
            } finally {
                server.shutdownNow();
            }
        }

        @Test
        void aServerWithoutHealthServiceTellsNothing() throws Exception {
            Server server =
                    Grpc.newServerBuilderForPort(0, InsecureServerCredentials.create())
                            .build()
                            .start();
            try {
                assertThat(probe(server, "").verdict()).isEqualTo(Verdict.UNKNOWN);
            } finally {
                server.shutdownNow();
            }
        }

        private Server start(ServerCredentials credentials) throws IOException {
            return Grpc.newServerBuilderForPort(0, credentials)
                    .addService(health.getHealthService())
                    .build()
                    .start();
        }

        private ProbeOutcome probe(Server server, String service) throws InterruptedException {
            return run(new ProbeTarget.Grpc(at(server), service, Transport.PLAIN_TEXT, null));
        }

        private HostPort at(Server server) {
            return new HostPort("127.0.0.1", server.getPort());
        }
    }

    private static ProbeOutcome run(ProbeTarget target) throws InterruptedException {
        try (var prober = new Prober(InstantSource.system())) {
            return prober.run(new ProbeTask("it", target, Duration.ofMinutes(1), TIMEOUT));
        }
    }
}
