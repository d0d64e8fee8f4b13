package io.portcullis.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.micronaut.runtime.server.EmbeddedServer;
import io.portcullis.adapter.store.lease.RolloutLeases;
import io.portcullis.app.drive.DriveRollout.Sleep;
import io.portcullis.app.drive.KeepWatch;
import io.portcullis.app.probe.RunProbes;
import io.portcullis.wiring.configuration.GateConfiguration;
import io.portcullis.wiring.configuration.StoreConfiguration;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** A running server: what {@link Main} starts, and tests too. */
public final class GateServer implements AutoCloseable {

    /** A stop does not wait longer for the store. */
    private static final Duration FLUSH_MAX = Duration.ofSeconds(5);

    private final ApplicationContext context;
    private final GateConfiguration configuration;
    private final List<Thread> watches;
    private final CountDownLatch closed = new CountDownLatch(1);

    private GateServer(
            ApplicationContext context, GateConfiguration configuration, List<Thread> watches) {
        this.context = context;
        this.configuration = configuration;
        this.watches = watches;
    }

    /** Starts everything, and says where it is in {@code server.json} of the state directory. */
    public static GateServer start(GateConfiguration configuration) {
        var token = Token.of(configuration.server().tokenFile());
        ApplicationContext context =
                ApplicationContext.builder()
                        .banner(false)
                        .deduceEnvironment(false)
                        .properties(ServerProperties.of(configuration))
                        .singletons(configuration, token, new Replica(UUID.randomUUID().toString()))
                        .start();
        try {
            context.getBean(EmbeddedServer.class).start();
            context.getBean(RolloutLeases.class).start();
            var keep = context.getBean(KeepWatch.class);
            var sleep = context.getBean(Sleep.class);
            var server =
                    new GateServer(
                            context,
                            configuration,
                            List.of(
                                    watch("flush", () -> keep.flush(sleep)),
                                    watch("tend", () -> keep.tend(sleep)),
                                    watch(
                                            "probes",
                                            () -> context.getBean(RunProbes.class).run(sleep))));
            server.writeServerFile();
            return server;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /** The gRPC port. */
    public int port() {
        return context.getBean(GrpcEmbeddedServer.class).getPort();
    }

    /** The HTTP port of health and metrics. */
    public int managementPort() {
        return context.getBean(EmbeddedServer.class).getPort();
    }

    /** A part of it, for tests that look at what it stored. */
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    void announce(PrintStream out) {
        out.println("Portcullis " + Version.text() + " listens on " + address());
        out.println(
                "  look        "
                        + configuration.look().toString().substring(2).toLowerCase(Locale.ROOT));
        out.println("  store       " + store());
        out.println("  token file  " + configuration.server().tokenFile());
        out.println("  management  http://127.0.0.1:" + managementPort() + "/health");
        out.println("  server file " + serverFile());
        out.println(
                "  services    "
                        + (configuration.services().isEmpty()
                                ? "none; name them under portcullis.services in the file given by --config"
                                : configuration.services().keySet()));
        out.flush();
    }

    private String store() {
        return switch (configuration.store()) {
            case StoreConfiguration.Embedded(var directory) ->
                    "embedded PostgreSQL in " + directory;
            case StoreConfiguration.Given given -> given.shown();
        };
    }

    private String address() {
        String host = configuration.server().address();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
    }

    private Path serverFile() {
        return configuration.stateDirectory().resolve("server.json");
    }

    private void writeServerFile() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("address", address());
        content.put("tokenFile", configuration.server().tokenFile().toAbsolutePath().toString());
        content.put("managementPort", managementPort());
        content.put("pid", ProcessHandle.current().pid());
        content.put("lookMillis", configuration.look().toMillis());
        try {
            Files.createDirectories(configuration.stateDirectory());
            Path fresh = Files.createTempFile(configuration.stateDirectory(), "server", ".json");
            Files.writeString(fresh, new ObjectMapper().writeValueAsString(content) + "\n");
            Files.move(fresh, serverFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always JSON", e);
        } catch (IOException e) {
            throw new IllegalStateException(serverFile() + " cannot be written", e);
        }
    }

    private static Thread watch(String name, Watch watch) {
        return Thread.ofVirtual()
                .name(name)
                .start(() -> {
                    try {
                        watch.run();
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    /** Returns when it is closed. */
    void await() {
        boolean interrupted = false;
        while (closed.getCount() > 0 && !interrupted) {
            try {
                closed.await();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
    }

    @Override
    public void close() {
        watches.forEach(Thread::interrupt);
        context.getBean(GrpcEmbeddedServer.class).stop();
        storeWhatCame();
        context.close();
        try {
            Files.deleteIfExists(serverFile());
            closed.countDown();
        } catch (IOException e) {
            throw new IllegalStateException(serverFile() + " cannot be deleted", e);
        }
    }

    /** What was acknowledged, but not stored yet, would be lost. */
    private void storeWhatCame() {
        var keep = context.getBean(KeepWatch.class);
        Thread last = Thread.ofVirtual().name("flush-last").start(keep::flushOnce);
        try {
            last.join(FLUSH_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        last.interrupt();
    }

    private interface Watch {
        void run() throws InterruptedException;
    }
}
