package io.portcullis.adapter.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackUse;
import io.portcullis.testing.Exposition;
import io.portcullis.testing.LiveSoftware;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the software is installed, its packs find what they name in the running thing. */
final class LivePacksIT {

    private static final Path RABBITMQ = Path.of("/usr/lib/rabbitmq/lib");

    @TempDir private Path folder;
    private LiveSoftware software = new LiveSoftware(Path.of("."));

    @BeforeEach
    void start() {
        software = new LiveSoftware(folder);
    }

    @AfterEach
    void stop() {
        software.close();
    }

    @Test
    void redisBehindItsExporter() {
        var server = LiveSoftware.find("redis-server");
        var exporter = LiveSoftware.find("prometheus-redis-exporter");
        assumeTrue(server.isPresent() && exporter.isPresent(), "no redis-server with exporter");
        int port = LiveSoftware.freePort();
        int metrics = LiveSoftware.freePort();

        var redis =
                software.run(
                        Map.of(),
                        server.get().toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        "" + port,
                        "--save",
                        "",
                        "--dir",
                        folder.toString());
        software.run(
                Map.of(),
                exporter.get().toString(),
                "-redis.addr",
                "redis://127.0.0.1:" + port,
                "-web.listen-address",
                "127.0.0.1:" + metrics);

        until(metrics, "redis_up", 1);
        findsEverything("redis", software.metrics(metrics));
        software.stop(redis);
        until(metrics, "redis_up", 0);
    }

    @Test
    void rabbitmqWithItsOwnPlugin() throws IOException {
        assumeTrue(Files.isDirectory(RABBITMQ), "no rabbitmq-server");
        Path programs = programsOfRabbitmq();
        int metrics = LiveSoftware.freePort();
        Path settings =
                Files.writeString(
                        folder.resolve("rabbitmq.conf"),
                        """
                        listeners.tcp.1 = 127.0.0.1:%d
                        prometheus.tcp.ip = 127.0.0.1
                        prometheus.tcp.port = %d
                        """
                                .formatted(LiveSoftware.freePort(), metrics));
        Path plugins = Files.writeString(folder.resolve("plugins"), "[rabbitmq_prometheus].\n");
        String names = Integer.toString(LiveSoftware.freePort());
        var environment =
                Map.ofEntries(
                        Map.entry("HOME", folder.toString()),
                        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
                        Map.entry("ERL_EPMD_PORT", names),
                        Map.entry("RABBITMQ_NODENAME", "packs@localhost"),
                        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
                        Map.entry("RABBITMQ_LOG_BASE", folder.toString()),
                        Map.entry("RABBITMQ_DIST_PORT", "" + LiveSoftware.freePort()),
                        Map.entry("RABBITMQ_CONFIG_FILE", settings.toString()),
                        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", plugins.toString()),
                        Map.entry(
                                "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
                                "-kernel inet_dist_use_interface {127,0,0,1}"));

        software.run(environment, "epmd", "-port", names);
        var broker = software.run(environment, programs.resolve("rabbitmq-server").toString());

        findsEverything("rabbitmq@3.10.8", software.metrics(metrics));
        software.stop(broker);
    }

    @Test
    void livekitItself() throws IOException {
        var server = LiveSoftware.find("livekit-server");
        assumeTrue(server.isPresent(), "no livekit-server");
        int metrics = LiveSoftware.freePort();
        Path settings =
                Files.writeString(
                        folder.resolve("livekit.yml"),
                        """
                        port: %d
                        bind_addresses: [127.0.0.1]
                        prometheus_port: %d
                        rtc: {tcp_port: %d, udp_port: %d, use_external_ip: false}
                        keys: {devkey: secretsecretsecretsecretsecretsecret}
                        """
                                .formatted(
                                        LiveSoftware.freePort(),
                                        metrics,
                                        LiveSoftware.freePort(),
                                        LiveSoftware.freePort()));

        software.run(
                Map.of(),
                server.get().toString(),
                "--config",
                settings.toString(),
                "--node-ip",
                "127.0.0.1");

        findsEverything("livekit@1.9.12", software.metrics(metrics));
    }

    private void until(int port, String gauge, double value) {
        for (int i = 0; i < 200; i++) {
            var found = software.metrics(port).find(gauge);
            if (!found.isEmpty() && found.getFirst().value() == value) {
                return;
            }
        }
        throw new AssertionError(gauge + " did not become " + value);
    }

    /** What is not lazy must be there at once; what is lazy must not. */
    private static void findsEverything(String written, Exposition idle) {
        var use = PackUse.of(written);
        Pack pack = PackFiles.packs().get(use.pack());
        for (var signal : use.signals(pack)) {
            signal.series()
                    .forEach((part, selector) ->
                            assertThat(idle.find(selector).isEmpty())
                                    .as(written + " " + signal.name() + " " + part + " is lazy")
                                    .isEqualTo(signal.lazy().contains(part)));
        }
        for (var rule : use.health(pack)) {
            assertThat(idle.find(rule.series()).isEmpty())
                    .as(written + " " + rule.name() + " is lazy")
                    .isEqualTo(rule.lazy());
        }
        pack.alive().ifPresent(alive -> assertThat(idle.find(alive)).isNotEmpty());
    }

    private static Path programsOfRabbitmq() throws IOException {
        try (var versions = Files.list(RABBITMQ)) {
            return versions.filter(it -> it.getFileName().toString().startsWith("rabbitmq_server"))
                    .findFirst()
                    .orElseThrow()
                    .resolve("sbin");
        }
    }
}
