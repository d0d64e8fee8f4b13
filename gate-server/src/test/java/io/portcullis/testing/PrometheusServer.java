package io.portcullis.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** A real Prometheus on a free port of the loopback, scraping every second. */
public final class PrometheusServer implements AutoCloseable {

    public static final Path BINARY = Path.of("/usr/bin/prometheus");

    private final Process process;
    private final int port;

    /**
     * @param folder for its configuration and data; its rules.yml, if there is one, holds rules
     * @param targets addresses of metrics pages
     */
    public PrometheusServer(Path folder, List<String> targets) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var configuration =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: 1s, scrape_timeout: 900ms, evaluation_interval: 1s}
                        rule_files: [%s]
                        scrape_configs:
                          - job_name: media
                            static_configs: [{targets: [%s]}]
                        """
                                .formatted(
                                        folder.resolve("rules.yml"),
                                        targets.stream()
                                                .map(target -> "'" + target + "'")
                                                .collect(Collectors.joining(","))));
        process =
                new ProcessBuilder(
                                BINARY.toString(),
                                "--config.file=" + configuration,
                                "--storage.tsdb.path=" + folder.resolve("data"),
                                "--web.enable-lifecycle",
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("prometheus.log").toFile())
                        .start();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Reads its configuration and rules anew. */
    public void reload() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(url().resolve("/-/reload"))
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build();
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("Prometheus answered " + status + " to a reload");
            }
        }
    }

    @Override
    public void close() {
        Processes.end(process);
    }
}
