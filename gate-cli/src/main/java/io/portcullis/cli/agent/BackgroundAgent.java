package io.portcullis.cli.agent;

import io.grpc.StatusRuntimeException;
import io.portcullis.cli.GateConnection;
import io.portcullis.probe.run.Prober;
import io.portcullis.v1.VantagePoint;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An agent on a thread of its own; it runs no commands. */
public final class BackgroundAgent implements AutoCloseable {
    /** Longer than its runs take to end. */
    private static final Duration END_MAX = Duration.ofSeconds(10);

    private final Agent agent;
    private final Prober prober = new Prober(InstantSource.system());
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    private final Thread thread;

    private BackgroundAgent(GateConnection gate, VantagePoint place) {
        var quiet = new PrintWriter(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        agent =
                new Agent(
                        new GateLine(gate, place, null),
                        new AllowedPrograms(Set.of(), prober::run),
                        new AgentLog(quiet));
        thread = Thread.ofVirtual().name(place.getName()).unstarted(this::run);
    }

    /** Starts it at that place. */
    public static BackgroundAgent start(GateConnection gate, VantagePoint place) {
        var started = new BackgroundAgent(gate, place);
        started.thread.start();
        return started;
    }

    private void run() {
        try {
            agent.run();
        } catch (StatusRuntimeException e) {
            trouble.set(thread.getName() + " was refused: " + e.getStatus());
        } catch (RuntimeException e) {
            trouble.set(thread.getName() + " ended: " + e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            prober.close();
        }
    }

    /** Why it has ended by itself; empty while all is well. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    /** Ends it, and waits for that, though not for ever. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(END_MAX);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
