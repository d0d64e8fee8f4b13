package io.portcullis.cli.drill.evidence;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.WorldLook;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Lets each region's Prometheus pull: an exporter on loopback for every region, with what its servers counted. */
public final class ExporterSink implements EvidenceSink {
    private static final String PATH = "/metrics";

    private final Map<String, HttpServer> servers = new TreeMap<>();
    private final Map<String, List<ServerReport>> latest = new ConcurrentHashMap<>();
    private final Set<String> scraped = ConcurrentHashMap.newKeySet();
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();

    private ExporterSink() {}

    /**
     * Starts the exporters.
     *
     * @param firstPort the first region's; the others follow; 0 for free ones
     */
    public static ExporterSink start(List<String> regions, int firstPort) {
        ExporterSink sink = new ExporterSink();
        int port = firstPort;
        for (String region : regions) {
            try {
                sink.listen(region, port);
            } catch (IOException e) {
                sink.close();
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The exporter of "
                                + region
                                + " cannot listen on port "
                                + port
                                + ": "
                                + e.getMessage()
                                + ". Give other ports with --exporter-port.",
                        e);
            }
            port = firstPort == 0 ? 0 : port + 1;
        }
        return sink;
    }

    private void listen(String region, int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(handlers);
        server.createContext(PATH, exchange -> answer(region, exchange));
        server.start();
        servers.put(region, server);
    }

    private void answer(String region, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] text =
                    ExpositionText.of(latest.getOrDefault(region, List.of()))
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", ExpositionText.CONTENT_TYPE);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            scraped.add(region);
        }
    }

    /** Host and port of each region's exporter. */
    public Map<String, String> targets() {
        Map<String, String> targets = new TreeMap<>();
        servers.forEach((region, server) ->
                targets.put(region, "127.0.0.1:" + server.getAddress().getPort()));
        return targets;
    }

    /** Regions nobody has scraped yet. */
    public Set<String> unscraped() {
        Set<String> regions = new TreeSet<>(servers.keySet());
        regions.removeAll(scraped);
        return regions;
    }

    @Override
    public void tell(WorldLook look) {
        for (String region : servers.keySet()) {
            latest.put(
                    region,
                    look.reports().stream()
                            .filter(report -> report.server().region().equals(region))
                            .toList());
        }
    }

    @Override
    public long unstored() {
        return 0;
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        servers.values().forEach(server -> server.stop(0));
        handlers.shutdownNow();
    }
}
