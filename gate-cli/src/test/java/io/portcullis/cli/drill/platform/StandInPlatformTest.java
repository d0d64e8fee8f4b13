package io.portcullis.cli.drill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.Server.Build;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandInPlatformTest {
    private static final Instant NOW = Instant.parse("2024-02-07T19:00:00Z");
    private static final byte[] SECRET = "shared".getBytes(StandardCharsets.UTF_8);
    private static final String RESTORE = "{\"action\":\"RESTORE\",\"region\":\"us-west\",\"more\":1}";

    private final HttpClient client = HttpClient.newHttpClient();
    private final StandInPlatform platform = StandInPlatform.start(0, SECRET, InstantSource.fixed(NOW));
    private final RecordedWorkload workload = new RecordedWorkload();

    @BeforeEach
    void act() {
        platform.actOn(workload);
    }

    @AfterEach
    void stop() {
        platform.close();
        client.close();
    }

    @Test
    void refusesAnUnsignedOrWronglySignedCallAndDoesNothing() throws Exception {
        HttpResponse<String> unsigned = post("k1", RESTORE, NOW, "v1=00");
        HttpResponse<String> other = post("k1", RESTORE, NOW, sign(NOW, RESTORE + " "));

        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.body()).contains("secret");
        assertThat(workload.calls).isEmpty();
    }

    @Test
    void refusesACallThatIsTooOld() throws Exception {
        Instant old = NOW.minusSeconds(301);

        assertThat(post("k1", RESTORE, old, sign(old, RESTORE)).statusCode()).isEqualTo(401);
    }

    @Test
    void answersRunningUntilTheRestoreIsApplied() throws Exception {
        HttpResponse<String> first = signed("rollouts/7f3a.restore.us-west", RESTORE);
        URI status = URI.create(first.body().replaceAll(".*\"statusUrl\":\"([^\"]+)\".*", "$1"));
        HttpResponse<String> running = get(status);
        workload.restored.set(true);
        HttpResponse<String> done = get(status);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(running.statusCode()).isEqualTo(202);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("{\"state\":\"DONE\"}");
    }

    @Test
    void opensAStageWithItsShare() throws Exception {
        HttpResponse<String> answer = signed(
                "k1",
                "{\"action\":\"OPEN_STAGE\",\"region\":\"us-west\",\"stage\":{\"name\":\"pair\",\"canaryShare\":0.05}}");

        assertThat(answer.body()).isEqualTo("{\"state\":\"DONE\"}");
        assertThat(workload.calls).containsExactly("open us-west pair 0.05");
    }

    @Test
    void countsVersionsWithThoseThatDrain() throws Exception {
        HttpResponse<String> answer = signed("k1", "{\"action\":\"CENSUS\",\"region\":\"us-west\"}");

        assertThat(answer.body())
                .isEqualTo("{\"state\":\"DONE\",\"versions\":[{\"version\":\"1.5.1\",\"running\":6,\"draining\":0},"
                        + "{\"version\":\"1.5.2\",\"running\":0,\"draining\":1}]}");
    }

    @Test
    void refusesAKeyUsedForAnotherOrder() throws Exception {
        signed("k1", RESTORE);
        HttpResponse<String> other = signed("k1", RESTORE.replace("us-west", "us-east"));

        assertThat(other.body()).contains("FAILED").contains("k1");
        assertThat(workload.calls).containsExactly("restore us-west");
    }

    @Test
    void answersAMalformedOrderWithBadRequest() throws Exception {
        assertThat(signed("k1", "{\"action\":\"EXPLODE\",\"region\":\"us-west\"}").statusCode()).isEqualTo(400);
    }

    private HttpResponse<String> signed(String key, String body) throws Exception {
        return post(key, body, NOW, sign(NOW, body));
    }

    private HttpResponse<String> post(String key, String body, Instant at, String signature) throws Exception {
        return send(HttpRequest.newBuilder(platform.url())
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)), at, signature);
    }

    private HttpResponse<String> get(URI url) throws Exception {
        return send(HttpRequest.newBuilder(url), NOW, sign(NOW, ""));
    }

    private HttpResponse<String> send(HttpRequest.Builder request, Instant at, String signature)
            throws IOException, InterruptedException {
        return client.send(
                request.header("X-Portcullis-Timestamp", String.valueOf(at.getEpochSecond()))
                        .header("X-Portcullis-Signature", signature)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String sign(Instant at, String body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        byte[] signed = (at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8);
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(signed));
    }

    /** Writes down what it is told. */
    private static final class RecordedWorkload implements Workload {
        private final List<String> calls = new ArrayList<>();
        private final AtomicBoolean restored = new AtomicBoolean();

        @Override
        public synchronized void open(String region, String stage, double canaryShare) {
            calls.add("open " + region + " " + stage + " " + canaryShare);
        }

        @Override
        public synchronized void restore(String region) {
            calls.add("restore " + region);
        }

        @Override
        public boolean restored(String region) {
            return restored.get();
        }

        @Override
        public Census census(String region) {
            return new Census(6, 0, 1);
        }

        @Override
        public Releases releases() {
            return new Releases(new Build("1.5.1", "a", "c"), new Build("1.5.2", "b", "d"));
        }
    }
}
