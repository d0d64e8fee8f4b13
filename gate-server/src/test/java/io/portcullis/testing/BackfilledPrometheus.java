package io.portcullis.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real Prometheus that scrapes nothing and holds a past that promtool has put in. */
public final class BackfilledPrometheus implements AutoCloseable {

    public static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private final Process process;
    private final int port;

    /**
     * @param folder for its configuration and data
     * @param samples in the OpenMetrics text format
     */
    public BackfilledPrometheus(Path folder, Path samples) throws IOException {
        Path data = folder.resolve("data");
        var backfill =
                new ProcessBuilder(
                                PROMTOOL.toString(),
                                "tsdb",
                                "create-blocks-from",
                                "openmetrics",
                                samples.toString(),
                                data.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("promtool.log").toFile())
                        .start();
        if (await(backfill) != 0) {
            throw new IOException(Files.readString(folder.resolve("promtool.log")));
        }
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var configuration = Files.writeString(folder.resolve("prometheus.yml"), "global: {}\n");
        process =
                new ProcessBuilder(
                                PrometheusServer.BINARY.toString(),
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + data,
                                "--storage.tsdb.retention.time=100y",
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .start();
        awaitReady();
    }

    /** Its log says so; whatever it says later is read by nobody and must not block it. */
    private void awaitReady() throws IOException {
        var log = process.inputReader();
        String line = log.readLine();
        while (line != null && !line.contains("Server is ready to receive web requests")) {
            line = log.readLine();
        }
        if (line == null) {
            throw new IOException("Prometheus ended before it was ready");
        }
        Thread.ofVirtual().start(() -> drain(log));
    }

    private static void drain(BufferedReader log) {
        try {
            while (log.readLine() != null) {}
        } catch (IOException e) {
            // Closed with the process: there is nothing left to read.
        }
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
