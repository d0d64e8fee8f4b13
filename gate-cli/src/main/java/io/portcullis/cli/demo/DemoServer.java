package io.portcullis.cli.demo;

import io.grpc.StatusRuntimeException;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ConnectionSettings;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.ServerLocator;
import io.portcullis.v1.GetServerRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The server process of a demo, its log kept in the demo's folder. */
public final class DemoServer implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(180);
    private static final Duration STOP_MAX = Duration.ofSeconds(15);
    private static final int POLL_MILLIS = 100;
    private static final int LOG_LINES = 20;

    private final Process process;
    private final Path state;
    private final Path log;

    private DemoServer(Process process, Path state, Path log) {
        this.process = process;
        this.state = state;
        this.log = log;
    }

    /**
     * Starts it; it is not ready yet.
     *
     * @param command program and first arguments
     * @param state directory where it writes how to reach it
     */
    public static DemoServer start(List<String> command, Path state, Path log) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
            return new DemoServer(process, state, log);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "The server cannot be started (" + command.getFirst() + "): " + e.getMessage(),
                    e);
        }
    }

    /** Waits until it answers. */
    public GateConnection connect() throws InterruptedException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (System.nanoTime() < deadline) {
            if (!process.isAlive()) {
                throw failure("The server ended with code " + process.exitValue() + ".");
            }
            Optional<GateConnection> gate = tryToConnect();
            if (gate.isPresent()) {
                return gate.get();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        throw failure("The server did not answer within " + START_MAX.toSeconds() + " s.");
    }

    private Optional<GateConnection> tryToConnect() {
        Optional<ConnectionSettings> settings = settings();
        if (settings.isEmpty()) {
            return Optional.empty();
        }
        GateConnection gate = GateConnection.open(settings.get());
        try {
            gate.server().getServer(GetServerRequest.getDefaultInstance());
            return Optional.of(gate);
        } catch (StatusRuntimeException _) {
            gate.close();
            return Optional.empty();
        }
    }

    private Optional<ConnectionSettings> settings() {
        try {
            return ServerLocator.inState(state);
        } catch (CommandFailure _) {
            // Read while it is being written: the next time it is whole.
            return Optional.empty();
        }
    }

    private CommandFailure failure(String what) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            String tail =
                    String.join(
                            "\n  ", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
            return new CommandFailure(ExitCode.FAILED, what + " The end of its log:\n  " + tail);
        } catch (IOException e) {
            return new CommandFailure(ExitCode.FAILED, what + " It left no log.", e);
        }
    }

    /** Stops it and what it started: its store is a process of its own. */
    @Override
    public void close() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroy);
    }
}
