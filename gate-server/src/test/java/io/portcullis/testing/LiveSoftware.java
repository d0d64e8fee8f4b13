package io.portcullis.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine, run on loopback for a test and ended with it. */
public final class LiveSoftware implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long STOP_SECONDS_MAX = 20;

    private final Path log;
    private final List<Process> running = new ArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * @param folder where what they print is kept
     */
    public LiveSoftware(Path folder) {
        log = folder.resolve("programs.log");
    }

    /** The program of that name in the usual folders. */
    public static Optional<Path> find(String name) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/bin"))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A port nobody listens at. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a program, which runs until it is stopped. */
    public Process run(Map<String, String> environment, String... command) {
        var builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            running.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its metrics, as soon as it gives any. */
    public Exposition metrics(int port) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return once(port);
            } catch (IOException e) {
                if (System.nanoTime() > until) {
                    throw new UncheckedIOException("metrics at " + port + "; see " + log, e);
                }
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    private Exposition once(int port) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                        .timeout(Duration.ofSeconds(20))
                        .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("status " + answer.statusCode());
        }
        return Exposition.read(answer.body(), "port " + port);
    }

    private void pause() {
        // Of another program nobody can be told when it is ready: asking again is all there is.
        running.stream()
                .filter(Process::isAlive)
                .findFirst()
                .ifPresent(process -> await(process, 200, TimeUnit.MILLISECONDS));
    }

    /** Ends one of them. */
    public void stop(Process process) {
        process.destroy();
        if (!await(process, STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            await(process, STOP_SECONDS_MAX, TimeUnit.SECONDS);
        }
    }

    private static boolean await(Process process, long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        running.reversed()
                .forEach(process -> {
                    process.descendants().forEach(ProcessHandle::destroy);
                    stop(process);
                });
        http.close();
    }
}
