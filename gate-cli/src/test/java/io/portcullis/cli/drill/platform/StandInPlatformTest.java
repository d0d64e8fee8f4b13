package io.portcullis.cli.drill.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.world.Census;
import io.portcullis.cli.drill.world.Releases;
import io.portcullis.cli.drill.world.Server.Build;
import io.portcullis.cli.testing.HookCaller;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandInPlatformTest {
    private static final Instant NOW = Instant.parse("2024-02-07T19:00:00Z");
    private static final byte[] SECRET = "shared".getBytes(StandardCharsets.UTF_8);
    private static final String RESTORE =
            "{\"action\":\"RESTORE\",\"region\":\"us-west\",\"more\":1}";

    private final StandInPlatform platform =
            StandInPlatform.start(0, SECRET, InstantSource.fixed(NOW));
    private final HookCaller caller = new HookCaller(platform.url(), SECRET);
    private final RecordedWorkload workload = new RecordedWorkload();

    @BeforeEach
    void act() {
        platform.actOn(workload);
    }

    @AfterEach
    void stop() {
        platform.close();
        caller.close();
    }

    @Test
    void refusesAnUnsignedOrWronglySignedCallAndDoesNothing() {
        HttpResponse<String> unsigned = caller.post("k1", RESTORE, NOW, "v1=00");
        HttpResponse<String> other =
                caller.post("k1", RESTORE, NOW, caller.sign(NOW, RESTORE + " "));

        assertThat(unsigned.statusCode()).isEqualTo(401);
        assertThat(other.statusCode()).isEqualTo(401);
        assertThat(other.body()).contains("secret");
        assertThat(workload.calls).isEmpty();
    }

    @Test
    void refusesACallThatIsTooOld() {
        Instant old = NOW.minusSeconds(301);

        assertThat(caller.post("k1", RESTORE, old, caller.sign(old, RESTORE)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void answersRunningUntilTheRestoreIsApplied() {
        HttpResponse<String> first = signed("rollouts/7f3a.restore.us-west", RESTORE);
        URI status = URI.create(first.body().replaceAll(".*\"statusUrl\":\"([^\"]+)\".*", "$1"));
        HttpResponse<String> running = caller.status(status, NOW);
        workload.restored.set(true);
        HttpResponse<String> done = caller.status(status, NOW);

        assertThat(first.statusCode()).isEqualTo(202);
        assertThat(running.statusCode()).isEqualTo(202);
        assertThat(done.statusCode()).isEqualTo(200);
        assertThat(done.body()).isEqualTo("{\"state\":\"DONE\"}");
    }

    @Test
    void opensAStageWithItsShare() {
        HttpResponse<String> answer =
                signed(
                        "k1",
                        "{\"action\":\"OPEN_STAGE\",\"region\":\"us-west\",\"stage\":{\"name\":\"pair\",\"canaryShare\":0.05}}");

        assertThat(answer.body()).isEqualTo("{\"state\":\"DONE\"}");
        assertThat(workload.calls).containsExactly("open us-west pair 0.05");
    }

    @Test
    void countsVersionsWithThoseThatDrain() {
        HttpResponse<String> answer =
                signed("k1", "{\"action\":\"CENSUS\",\"region\":\"us-west\"}");

        assertThat(answer.body())
                .isEqualTo(
                        "{\"state\":\"DONE\",\"versions\":[{\"version\":\"1.5.1\",\"running\":6,\"draining\":0},"
                                + "{\"version\":\"1.5.2\",\"running\":0,\"draining\":1}]}");
    }

    @Test
    void refusesAKeyUsedForAnotherOrder() {
        signed("k1", RESTORE);
        HttpResponse<String> other = signed("k1", RESTORE.replace("us-west", "us-east"));

        assertThat(other.body()).contains("FAILED").contains("k1");
        assertThat(workload.calls).containsExactly("restore us-west");
    }

    @Test
    void answersAMalformedOrderWithBadRequest() {
        assertThat(signed("k1", "{\"action\":\"EXPLODE\",\"region\":\"us-west\"}").statusCode())
                .isEqualTo(400);
    }

    private HttpResponse<String> signed(String key, String body) {
        return caller.order(key, body, NOW);
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
