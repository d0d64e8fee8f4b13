package io.portcullis.adapter.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.adapter.hook.HookEndpoint.Transport;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.control.CensusAnswer;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.Control;
import io.portcullis.port.control.ControlAnswer;
import io.portcullis.port.control.ControlContract;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.ControlWorld;
import io.portcullis.port.control.ControlWorld.Draining;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.StageOpening;
import io.portcullis.port.control.VersionCount;
import io.portcullis.port.control.WorkloadRevision;
import io.portcullis.testing.InMemoryControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HookControlTest extends ControlContract {

    private static final Instant NOW = Instant.ofEpochSecond(1_707_332_400);

    @TempDir private Path directory;

    @BeforeEach
    void writeSecret() throws IOException {
        Files.write(directory.resolve("secret"), HookPlatform.SECRET);
    }

    @Override
    protected World world() {
        return new World(directory.resolve("secret"), Duration.ofSeconds(10));
    }

    @Test
    void signsEveryRequest() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);

            restored(world, EU_WEST);

            var requests = world.platform.received();
            assertThat(requests)
                    .extracting(HookPlatform.Received::method)
                    .containsExactly("POST", "GET", "GET");
            assertThat(requests.getFirst().headers())
                    .containsEntry("Idempotency-key", List.of("rollouts/7f3a.restore.eu-west.1"))
                    .containsEntry("X-portcullis-timestamp", List.of("1707332400"))
                    .containsEntry("Content-type", List.of("application/json"));
            assertThat(requests.getFirst().body())
                    .startsWith(
                            "{\"action\":\"RESTORE\",\"rollout\":\"rollouts/7f3a\","
                                    + "\"service\":\"media-server\",\"region\":\"eu-west\",\"from\":{")
                    .doesNotContain("stage");
        }
    }

    @Test
    void opensAStage() {
        try (var world = world()) {
            var change = new RegionChange("rollouts/7f3a", SERVICE, EU_WEST, OLD, NEW);
            var key = IdempotencyKey.of("rollouts/7f3a", "open", EU_WEST, 1);

            var answer = world.control.open(new StageOpening(key, change, "pair", 0.05));

            assertThat(answer).isEqualTo(new ControlAnswer.Done());
            assertThat(counted(world, EU_WEST).versions())
                    .containsExactly(
                            new VersionCount("1.5.1", 2, 0), new VersionCount("1.5.2", 1, 0));
            assertThat(world.platform.received().getFirst().body())
                    .contains("\"stage\":{\"name\":\"pair\",\"canaryShare\":0.05}")
                    .doesNotContain("reason");
        }
    }

    @Test
    void postsAgainUnderTheSameKeyWhenTheStatusUrlIsForgotten() {
        try (var world = world()) {
            world.release(EU_WEST, Draining.AT_ONCE);
            var order = restore(world, EU_WEST, 1);
            assertThat(world.control.restore(order)).isInstanceOf(ControlAnswer.Running.class);
            world.platform.forget();

            assertThatThrownBy(() -> world.control.restore(order))
                    .isInstanceOf(ControlUnavailable.class)
                    .hasMessageContaining("404");

            assertThat(restored(world, EU_WEST)).isEqualTo(new ControlAnswer.Done());
            assertThat(world.changeCount(EU_WEST)).isOne();
        }
    }

    @Test
    void showsWhatTheUsersSystemSaysWhenItRefuses() {
        try (var world = world()) {
            world.platform.fault(
                    HookPlatform.status(
                            200, "{\"state\":\"FAILED\",\"message\":\"frozen\\nuntil 14:00Z\"}"));

            assertThat(world.control.restore(restore(world, EU_WEST, 1)))
                    .isEqualTo(new ControlAnswer.Refused("frozen until 14:00Z"));
        }
    }

    @Test
    void shortensALongMessage() {
        try (var world = world()) {
            world.platform.fault(
                    HookPlatform.status(
                            200,
                            "{\"state\":\"FAILED\",\"message\":\"" + "x".repeat(5_000) + "\"}"));

            var answer = (ControlAnswer.Refused) world.control.restore(restore(world, EU_WEST, 1));

            assertThat(answer.message()).hasSize(1_000).endsWith("…");
        }
    }

    @Test
    void asksAgainForACensusThatRuns() {
        try (var world = world()) {
            world.platform.fault(
                    HookPlatform.status(202, "{\"state\":\"RUNNING\",\"statusUrl\":\"/orders\"}"));
            CensusOrder order = census(world, EU_WEST);

            assertThat(world.control.census(order))
                    .isEqualTo(new CensusAnswer.Running(Duration.ofSeconds(3)));
        }
    }

    @Nested
    final class Faults {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "500 | {\"state\":\"DONE\"}",
                    "429 | ",
                    "201 | {\"state\":\"DONE\"}",
                    "202 | {\"state\":\"DONE\"}",
                    "200 | {\"state\":\"RUNNING\",\"statusUrl\":\"/orders\"}",
                    "202 | {\"state\":\"RUNNING\"}",
                    "202 | {\"state\":\"RUNNING\",\"statusUrl\":\"http://other.example.test/orders\"}",
                    "202 | {\"state\":\"RUNNING\",\"statusUrl\":\"//other.example.test/orders\"}",
                    "202 | {\"state\":\"RUNNING\",\"statusUrl\":\"http://127.0.0.1:1/orders\"}",
                    "200 | {\"state\":\"SOMETHING\"}",
                    "200 | {}",
                    "200 | null",
                    "200 | not json",
                    "200 | {\"state\":\"DONE\"} {\"state\":\"FAILED\"}",
                })
        void takesNothingElseForAnAnswer(int status, @Nullable String body) {
            try (var world = world()) {
                world.release(EU_WEST, Draining.AT_ONCE);
                world.platform.fault(HookPlatform.status(status, body == null ? "" : body));

                assertThatThrownBy(() -> world.control.restore(restore(world, EU_WEST, 1)))
                        .isInstanceOf(ControlUnavailable.class)
                        .hasMessageContaining("eu-west");

                assertThat(restored(world, EU_WEST)).isEqualTo(new ControlAnswer.Done());
                assertThat(world.changeCount(EU_WEST)).isOne();
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"state\":\"DONE\"}",
                    "{\"state\":\"DONE\",\"versions\":[null]}",
                    "{\"state\":\"DONE\",\"versions\":[{\"running\":1}]}",
                    "{\"state\":\"DONE\",\"versions\":[{\"version\":\"1\",\"running\":-1}]}",
                    "{\"state\":\"DONE\",\"versions\":[{\"version\":\"1\"},{\"version\":\"1\"}]}"
                })
        void takesNoCensusThatCannotBe(String body) {
            try (var world = world()) {
                world.platform.fault(HookPlatform.status(200, body));

                assertThatThrownBy(() -> counted(world, EU_WEST))
                        .isInstanceOf(ControlUnavailable.class)
                        .hasMessageContaining("census");
            }
        }

        @Test
        void followsNoRedirect() {
            try (var world = world()) {
                world.platform.fault(HookPlatform.redirect("/elsewhere"));

                assertThatThrownBy(() -> counted(world, EU_WEST))
                        .isInstanceOf(ControlUnavailable.class)
                        .hasMessageContaining("307");

                assertThat(world.platform.received()).hasSize(1);
            }
        }

        @Test
        void survivesADroppedConnection() {
            try (var world = world()) {
                world.release(EU_WEST, Draining.AT_ONCE);
                world.platform.fault(HookPlatform.drop());

                assertThatThrownBy(() -> world.control.restore(restore(world, EU_WEST, 1)))
                        .isInstanceOf(ControlUnavailable.class);

                assertThat(restored(world, EU_WEST)).isEqualTo(new ControlAnswer.Done());
            }
        }

        @Test
        void changesOnceWhenTheAnswerIsLostAfterTheWork() {
            try (var world = world()) {
                world.fake.runs(EU_WEST, NEW.version(), ControlWorld.SERVER_COUNT);
                world.platform.fault((exchange, _) -> {
                    world.fake.restore(restore(world, EU_WEST, 1));
                    exchange.close();
                });

                assertThatThrownBy(() -> world.control.restore(restore(world, EU_WEST, 1)))
                        .isInstanceOf(ControlUnavailable.class);

                assertThat(restored(world, EU_WEST)).isEqualTo(new ControlAnswer.Done());
                assertThat(world.changeCount(EU_WEST)).isOne();
            }
        }

        @Test
        void givesUpOnAnAnswerThatNeverEnds() {
            try (var world = new World(directory.resolve("secret"), Duration.ofMillis(300))) {
                world.platform.fault(world.platform.workButNeverAnswerInTime());

                assertThatThrownBy(() -> counted(world, EU_WEST))
                        .isInstanceOf(ControlUnavailable.class)
                        .hasMessageContaining("PT0.3S");
            }
        }

        @Test
        void readsNoMoreThanTheBound() {
            try (var world = world()) {
                world.platform.fault(
                        HookPlatform.status(
                                200,
                                "{\"state\":\"FAILED\",\"message\":\""
                                        + "x".repeat(HookClient.ANSWER_BYTES_MAX)
                                        + "\"}"));

                assertThatThrownBy(() -> world.control.restore(restore(world, EU_WEST, 1)))
                        .isInstanceOf(ControlUnavailable.class);
            }
        }

        @Test
        void saysNothingOfTheSecret() throws IOException {
            var wrong = "another secret that nobody shares at all";
            Files.writeString(directory.resolve("wrong"), wrong);
            try (var world = new World(directory.resolve("wrong"), Duration.ofSeconds(10))) {

                assertThatThrownBy(() -> counted(world, EU_WEST))
                        .isInstanceOf(ControlUnavailable.class)
                        .hasMessageContaining("401")
                        .message()
                        .doesNotContain(wrong)
                        .doesNotContain("v1=");
            }
        }

        @Test
        void namesASecretFileThatCannotBeUsed() throws IOException {
            Files.writeString(directory.resolve("short"), "too short");
            for (String file : new String[] {"short", "missing"}) {
                try (var world = new World(directory.resolve(file), Duration.ofSeconds(10))) {
                    assertThatThrownBy(() -> counted(world, EU_WEST))
                            .isInstanceOf(ControlUnavailable.class)
                            .hasMessageContaining(file)
                            .message()
                            .doesNotContain("too short");
                    assertThat(world.platform.received()).isEmpty();
                }
            }
        }
    }

    /** The in-test platform and a control that talks to it. */
    static final class World implements ControlWorld {

        private final InMemoryControl fake = new InMemoryControl();
        private final HookPlatform platform = new HookPlatform(fake, NOW);
        private final HookControl control;

        World(Path secretFile, Duration timeout) {
            REGIONS.forEach(region -> fake.runs(region, OLD.version(), SERVER_COUNT));
            control =
                    new HookControl(
                            new HookEndpoint(
                                    platform.url(),
                                    secretFile,
                                    timeout,
                                    Duration.ofSeconds(3),
                                    Transport.TLS_REQUIRED),
                            InstantSource.fixed(NOW));
        }

        @Override
        public Control control() {
            return control;
        }

        @Override
        public @Nullable WorkloadRevision revision(Region region) {
            return null;
        }

        @Override
        public void release(Region region, Draining draining) {
            fake.runs(region, NEW.version(), SERVER_COUNT);
            fake.takesAnswers(region, 2);
            if (draining == Draining.SLOWLY) {
                fake.drainsSlowly(region);
            }
        }

        @Override
        public void settle(Region region) {
            // The platform's work is done when it says so.
        }

        @Override
        public void endDraining(Region region) {
            fake.endDraining(region);
        }

        @Override
        public long changeCount(Region region) {
            return fake.changeCount(region);
        }

        @Override
        public void cut(Region region) {
            platform.cut(region);
        }

        @Override
        public void mend(Region region) {
            platform.mend(region);
        }

        @Override
        public void refuse(Region region) {
            fake.refuse(region, "changes are frozen");
        }

        @Override
        public void close() {
            control.close();
            platform.close();
        }
    }
}
