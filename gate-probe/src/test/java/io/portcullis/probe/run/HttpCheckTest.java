package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class HttpCheckTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable HttpServer server;

    @AfterEach
    void stop() {
        over.countDown();
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void statusAndTextDecide() throws Exception {
        String url = plain();

        assertThat(probe(url + "/live", "#EXTM3U"))
                .returns(Verdict.FIT, ProbeOutcome::verdict)
                .returns("answered 200", ProbeOutcome::text);
        assertThat(probe(url + "/live", "#EXT-X-ENDLIST"))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns("answered 200, but does not contain '#EXT-X-ENDLIST'", ProbeOutcome::text);
        assertThat(probe(url + "/gone", null))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns("answered 404; must be one of [200]", ProbeOutcome::text);
    }

    @Test
    void aRedirectIsNoPage() throws Exception {
        assertThat(probe(plain() + "/moved", null).text())
                .isEqualTo("answered 302; must be one of [200]");
    }

    @Test
    void aServerThatIsNotThereIsUnfit() throws Exception {
        String url = plain();
        server.stop(0);

        assertThat(probe(url, null))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith("no connection");
        assertThat(probe("http://no-such-host.invalid/", null))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns("its host name has no address", ProbeOutcome::text);
    }

    @Test
    void anAnswerThatNeverEndsIsUnfitAtTheTimeout() throws Exception {
        String url = plain();

        assertThat(probe(url + "/endless", null, LONG.dividedBy(20)))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns("no answer within 1000 ms", ProbeOutcome::text);
    }

    @Test
    void aCertificateThatEndsSoonIsUnfit() throws Exception {
        var certificate = Certificate.valid(folder, 3);
        String url = encrypted(certificate);

        assertThat(probe(url, Duration.ofDays(1), certificate.certificateFile()))
                .returns(Verdict.FIT, ProbeOutcome::verdict);
        assertThat(probe(url, Duration.ofDays(7), certificate.certificateFile()))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith("its certificate expires at ")
                .endsWith("in 71 h; must be valid for 168 h");
    }

    @Test
    void aCertificateNobodyTrustsIsUnfit() throws Exception {
        String url = encrypted(Certificate.valid(folder, 3));

        assertThat(probe(url, Duration.ZERO, null))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith("its certificate is refused");
    }

    /** Nothing is wrong with what was to be probed. */
    @Test
    void authoritiesThatCannotBeReadTellNothing() throws Exception {
        String url = plain() + "/live";
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");
        Path empty = Files.createFile(folder.resolve("empty.pem"));

        for (Path file : List.of(folder.resolve("missing.pem"), garbage, empty)) {
            assertThat(probe(url, Duration.ZERO, file))
                    .as(file.toString())
                    .returns(Verdict.UNKNOWN, ProbeOutcome::verdict)
                    .extracting(ProbeOutcome::text)
                    .asString()
                    .startsWith("the authorities in " + file + " cannot be read");
        }
    }

    private String plain() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve(server);
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private String encrypted(Certificate certificate) throws IOException {
        var https =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server = https;
        serve(https);
        return "https://127.0.0.1:" + https.getAddress().getPort() + "/live";
    }

    private void serve(HttpServer started) {
        answer(started, "/live", 200, "#EXTM3U\n");
        answer(started, "/moved", 302, "elsewhere");
        started.createContext(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write('#');
                    exchange.getResponseBody().flush();
                    try {
                        over.await();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
        started.start();
    }

    private static void answer(HttpServer started, String path, int status, String body) {
        started.createContext(
                path,
                exchange -> {
                    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().add("Location", "/live");
                    exchange.sendResponseHeaders(status, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
    }

    private static ProbeOutcome probe(String url, @Nullable String contains)
            throws InterruptedException {
        return probe(url, contains, LONG);
    }

    private static ProbeOutcome probe(String url, @Nullable String contains, Duration timeout)
            throws InterruptedException {
        return run(target(url, contains, Duration.ZERO, null), timeout);
    }

    private static ProbeOutcome probe(String url, Duration expiresInMin, @Nullable Path caFile)
            throws InterruptedException {
        return run(target(url, null, expiresInMin, caFile), LONG);
    }

    private static ProbeTarget.Http target(
            String url, @Nullable String contains, Duration expiresInMin, @Nullable Path caFile) {
        return new ProbeTarget.Http(
                URI.create(url), new TreeSet<>(List.of(200)), contains, expiresInMin, caFile);
    }

    private static ProbeOutcome run(ProbeTarget target, Duration timeout)
            throws InterruptedException {
        try (var prober = new Prober(InstantSource.system())) {
            return prober.run(new ProbeTask("it", target, Duration.ofMinutes(1), timeout));
        }
    }
}
