package io.portcullis.adapter.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.testing.NotRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/hook.md shows is what the gate sends, and its programs accept it. */
final class HookDocumentTest {

    private static final byte[] SECRET = "example-secret-of-at-least-32-characters".getBytes(UTF_8);
    private static final long TIMESTAMP_SECONDS = 1_707_332_400;

    @TempDir private Path directory;

    private final String document = read();

    @Test
    void showsTheBodyThatIsSent() {
        var change =
                new RegionChange(
                        "rollouts/018d8430-6c00-7000-8000-000000000000",
                        new ServiceName("media-server"),
                        new Region("eu-central"),
                        new ReleaseReference(
                                "1.5.2", "example.test/media-server@sha256:4be1", "sha256:90aa"),
                        new ReleaseReference(
                                "1.5.1", "example.test/media-server@sha256:11c0", "sha256:77de"));
        var key = IdempotencyKey.of(change.rollout(), "restore", change.region(), 1);
        var order =
                new RestoreOrder(
                        key,
                        change,
                        null,
                        ReasonType.RELEASE,
                        "track acquire eu-central -> us-west: 30 % failed, 0.2 % on the old version");
        var reader =
                new HookReader(HookEndpoint.of(URI.create("https://a.test"), Path.of("secret")));

        assertThat(new String(reader.write(HookRequest.of(order)), UTF_8)).isEqualTo(body());
        assertThat(header("Idempotency-Key")).isEqualTo(key.value());
    }

    @Test
    void showsTheSignatureThatIsSent() {
        assertThat(HookSignature.of(SECRET, TIMESTAMP_SECONDS, body().getBytes(UTF_8)))
                .isEqualTo(header("X-Portcullis-Signature"));
        assertThat(header("X-Portcullis-Timestamp")).isEqualTo(Long.toString(TIMESTAMP_SECONDS));
        assertThat(
                        new HookVerifier(SECRET, () -> Instant.ofEpochSecond(TIMESTAMP_SECONDS))
                                .accepts(
                                        header("X-Portcullis-Timestamp"),
                                        header("X-Portcullis-Signature"),
                                        body().getBytes(UTF_8)))
                .isTrue();
    }

    @Test
    void checksByHandAsWritten() throws IOException, InterruptedException {
        requireProgram("openssl");
        Files.writeString(directory.resolve("body.json"), body());

        assertThat(run("sh", "-c", block("sh"))).isEqualTo(header("X-Portcullis-Signature"));
    }

    @Test
    void checksInPythonAsWritten() throws IOException, InterruptedException {
        requireProgram("python3");
        Files.writeString(directory.resolve("body.json"), body());
        var program =
                block("python")
                        + """

                        body = open("body.json", "rb").read()
                        secret = b"example-secret-of-at-least-32-characters"
                        signature = "%s"
                        print(
                            is_genuine(secret, "1707332400", signature, body, now=1707332500),
                            is_genuine(secret, "1707332400", signature, body, now=1707332900),
                            is_genuine(secret, "1707332401", signature, body, now=1707332500),
                            is_genuine(secret, "1707332400", signature, body + b" ", now=1707332500),
                        )
                        """
                                .formatted(header("X-Portcullis-Signature"));

        assertThat(run("python3", "-c", program)).isEqualTo("True False False False");
    }

    private static void requireProgram(String program) {
        boolean found =
                Pattern.compile(":")
                        .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
        NotRun.unless(
                found, "the check of docs/hook.md with " + program, program + " is not installed");
    }

    private String run(String... command) throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
        try (var output = process.getInputStream()) {
            var text = new String(output.readAllBytes(), UTF_8).strip();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return text;
        } finally {
            process.destroyForcibly();
        }
    }

    private String header(String name) {
        return find("(?m)^" + name + ": (.+)$");
    }

    private String body() {
        return block("json");
    }

    /** The first block of a language. */
    private String block(String language) {
        return find("(?s)```" + language + "\n(.*?)\n```");
    }

    private String find(String pattern) {
        var matcher = Pattern.compile(pattern).matcher(document);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "hook.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
