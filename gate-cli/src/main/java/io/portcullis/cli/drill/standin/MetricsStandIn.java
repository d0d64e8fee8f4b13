package io.portcullis.cli.drill.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.StandInFaultText.AnswersText;
import io.portcullis.cli.drill.scenario.StandInText;
import io.portcullis.cli.drill.standin.Scrapes.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The Prometheus of some regions, which scrapes one server that is as the scenario says. */
final class MetricsStandIn implements StandIn {
    private static final int SCRAPE_MILLIS = 500;
    private static final int REQUEST_BYTES_MAX = 100_000;
    private static final int SILENCE_SECONDS = 30;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final HttpServer server;
    private final StandInText text;
    private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
    private final Scrapes scrapes = new Scrapes();
    private final Queries queries = new Queries(scrapes);
    private volatile List<StandInFaultText> faults = List.of();

    private MetricsStandIn(HttpServer server, StandInText text) {
        this.server = server;
        this.text = text;
    }

    static MetricsStandIn start(StandInText text, int port) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        MetricsStandIn standIn = new MetricsStandIn(server, text);
        server.setExecutor(standIn.handlers);
        server.createContext("/api/v1/query", standIn::answer);
        server.start();
        standIn.handlers.execute(standIn::scrapeOn);
        return standIn;
    }

    private void scrapeOn() {
        try {
            while (true) {
                scrape();
                TimeUnit.MILLISECONDS.sleep(SCRAPE_MILLIS);
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void scrape() {
        try {
            scrapes.add(new Scrape(System.currentTimeMillis(), values()));
        } catch (RuntimeException _) {
            // One scrape is missing, as where Prometheus could not read an answer; the next one
            // follows.
        }
    }

    private Map<Map<String, String>, Double> values() {
        boolean gone = isThere(AnswersText.GONE);
        Map<String, Double> values = new HashMap<>(text.values());
        if (gone) {
            values.clear();
        } else {
            faults.forEach(fault -> values.putAll(fault.values()));
            faults.forEach(fault -> values.keySet().removeAll(fault.gone()));
        }
        values.put("up", gone ? 0.0 : 1.0);
        Map<Map<String, String>, Double> labelled = new HashMap<>();
        values.forEach((name, value) ->
                labelled.put(
                        Map.of(
                                "__name__",
                                name,
                                "job",
                                text.name(),
                                "instance",
                                text.name() + "-1"),
                        value));
        return labelled;
    }

    private boolean isThere(AnswersText answers) {
        return faults.stream().anyMatch(fault -> fault.answers() == answers);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> form =
                    form(
                            new String(
                                    exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX),
                                    StandardCharsets.UTF_8));
            if (isThere(AnswersText.SILENT)) {
                TimeUnit.SECONDS.sleep(SILENCE_SECONDS);
            }
            if (isThere(AnswersText.FAILING)) {
                say(exchange, 503, error("unavailable", "it cannot answer now"));
                return;
            }
            String query = form.getOrDefault("query", "");
            Optional<ObjectNode> answer = queries.answer(query, at(form));
            say(
                    exchange,
                    answer.isPresent() ? 200 : 400,
                    answer.map(ObjectNode::toString)
                            .orElseGet(() -> error("bad_data", "a stand-in knows no such query")));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String error(String type, String text) {
        return "{\"status\":\"error\",\"errorType\":\"" + type + "\",\"error\":\"" + text + "\"}";
    }

    private static long at(Map<String, String> form) {
        String time = form.get("time");
        return time == null
                ? System.currentTimeMillis()
                : Math.round(Double.parseDouble(time) * MILLIS_PER_SECOND);
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        Arrays.stream(body.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair ->
                        form.put(pair[0], URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    private static void say(HttpExchange exchange, int status, String json) throws IOException {
        HttpAnswer.say(exchange, status, "application/json", json);
    }

    @Override
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void suffer(List<StandInFaultText> faults) {
        this.faults = List.copyOf(faults);
    }

    @Override
    public void close() {
        server.stop(0);
        handlers.shutdownNow();
    }
}
