package io.portcullis.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Speaks as much of the Prometheus query API as the gate uses, over samples a test puts in, and
 * misbehaves on request: answers can be replaced, by what the query contains.
 */
public final class FakePrometheus implements AutoCloseable {

    private static final Pattern MATCHER =
            Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)ms]");
    private static final Pattern MOST =
            Pattern.compile(
                    "max_over_time\\(sum(?: by \\(([a-z,]+)\\) )?\\((.*)\\)\\[(\\d+)s:30s]\\)");
    private static final Pattern TIMES = Pattern.compile("timestamp\\((.*)\\)");

    private final HttpServer server;
    private final Map<Map<String, String>, NavigableMap<Long, String>> samples =
            new ConcurrentHashMap<>();
    private final Map<String, Answer> faults = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Instant now;

    public FakePrometheus(Instant now) {
        this.now = now;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/query", this::serve);
        server.start();
    }

    public URI url() {
        return URI.create(
                "http://"
                        + server.getAddress().getAddress().getHostAddress()
                        + ":"
                        + server.getAddress().getPort());
    }

    /** What {@code time()} says. */
    public void time(Instant time) {
        now = time;
    }

    /** A sample as it was scraped. */
    public void sample(Map<String, String> labels, Instant at, double value) {
        sample(labels, at, value % 1 == 0 ? Long.toString((long) value) : Double.toString(value));
    }

    /** A sample in Go's own spelling, or a native histogram as JSON. */
    public void sample(Map<String, String> labels, Instant at, String value) {
        samples.computeIfAbsent(Map.copyOf(labels), _ -> new ConcurrentSkipListMap<>())
                .put(at.toEpochMilli(), value);
    }

    /** Answers queries that contain {@code part} like this instead. */
    public void answer(String part, Answer answer) {
        faults.put(part, answer);
    }

    public void work() {
        faults.clear();
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var form =
                    form(
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8));
            var headers = new HashMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) ->
                            headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            requests.add(new Request(exchange.getRequestMethod(), form, headers));
            String query = form.getOrDefault("query", "");
            var answer =
                    faults.entrySet().stream()
                            .filter(fault -> query.contains(fault.getKey()))
                            .map(Map.Entry::getValue)
                            .findFirst()
                            .orElseGet(() -> Answer.json(evaluate(query, form)));
            answer.send(exchange);
        }
    }

    private String evaluate(String query, Map<String, String> form) {
        if (query.equals("time()")) {
            return success(
                    "scalar",
                    "["
                            + seconds(now.toEpochMilli())
                            + ",\""
                            + seconds(now.toEpochMilli())
                            + "\"]");
        }
        long at = Math.round(Double.parseDouble(form.getOrDefault("time", "0")) * 1_000);
        Matcher range = RANGE.matcher(query);
        if (range.matches()) {
            return success(
                    "matrix", matrix(range.group(1), at - Long.parseLong(range.group(2)), at));
        }
        Matcher times = TIMES.matcher(query);
        if (times.matches()) {
            return success("vector", times(times.group(1), at));
        }
        Matcher most = MOST.matcher(query);
        if (most.matches()) {
            return success("vector", most(most, at));
        }
        return "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"cannot parse "
                + query
                + "\"}";
    }

    private String matrix(String selector, long from, long to) {
        var series = new ArrayList<String>();
        matching(selector)
                .forEach((labels, all) -> {
                    // Closed at both ends, as before version 3.
                    var part = all.subMap(from, true, to, true);
                    if (!part.isEmpty()) {
                        series.add(
                                "{\"metric\":"
                                        + json(labels)
                                        + (isHistograms(part)
                                                ? ",\"histograms\":["
                                                : ",\"values\":[")
                                        + part.entrySet().stream()
                                                .map(FakePrometheus::pair)
                                                .collect(Collectors.joining(","))
                                        + "]}");
                    }
                });
        return "[" + String.join(",", series) + "]";
    }

    private String times(String selector, long at) {
        var series = new ArrayList<String>();
        matching(selector)
                .forEach((labels, all) -> {
                    var last = all.floorEntry(at);
                    if (last != null && at - last.getKey() <= 300_000) {
                        var shown = new TreeMap<>(labels);
                        shown.remove("__name__");
                        series.add(
                                "{\"metric\":"
                                        + json(shown)
                                        + ",\"value\":["
                                        + seconds(at)
                                        + ",\""
                                        + seconds(last.getKey())
                                        + "\"]}");
                    }
                });
        return "[" + String.join(",", series) + "]";
    }

    /** At whole half minutes, each with the newest sample of the five minutes before. */
    private String most(Matcher query, long at) {
        var most = new HashMap<Map<String, String>, Double>();
        var by = query.group(1) == null ? List.<String>of() : List.of(query.group(1).split(","));
        long begin = at - Long.parseLong(query.group(3)) * 1_000;
        for (long step = Math.floorDiv(begin, 30_000) * 30_000 + 30_000;
                step <= at;
                step += 30_000) {
            var sums = new HashMap<Map<String, String>, Double>();
            for (var one : matching(query.group(2)).entrySet()) {
                var newest = one.getValue().floorEntry(step);
                if (newest != null && newest.getKey() > step - 300_000) {
                    var labels = new TreeMap<>(one.getKey());
                    labels.keySet().retainAll(by);
                    sums.merge(labels, Double.parseDouble(newest.getValue()), Double::sum);
                }
            }
            sums.forEach((labels, sum) -> most.merge(labels, sum, Math::max));
        }
        return most.entrySet().stream()
                .map(one ->
                        "{\"metric\":%s,\"value\":[%s,\"%s\"]}"
                                .formatted(json(one.getKey()), seconds(at), one.getValue()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private Map<Map<String, String>, NavigableMap<Long, String>> matching(String selector) {
        String name = selector.replaceAll("\\{.*", "").strip();
        var found = new HashMap<Map<String, String>, NavigableMap<Long, String>>();
        samples.forEach((labels, all) -> {
            boolean matches = name.isEmpty() || name.equals(labels.get("__name__"));
            Matcher matcher = MATCHER.matcher(selector);
            while (matcher.find()) {
                String value = labels.getOrDefault(matcher.group(1), "");
                matches &=
                        switch (matcher.group(2)) {
                            case "=" -> value.equals(matcher.group(3));
                            case "!=" -> !value.equals(matcher.group(3));
                            case "=~" -> value.matches(matcher.group(3));
                            default -> !value.matches(matcher.group(3));
                        };
            }
            if (matches) {
                found.put(labels, all);
            }
        });
        return found;
    }

    private static String success(String type, String result) {
        return "{\"status\":\"success\",\"data\":{\"resultType\":\""
                + type
                + "\",\"result\":"
                + result
                + "}}";
    }

    private static boolean isHistograms(Map<Long, String> samples) {
        return samples.values().stream().anyMatch(value -> value.startsWith("{"));
    }

    private static String pair(Map.Entry<Long, String> sample) {
        if (sample.getValue().startsWith("{")) {
            return "[" + seconds(sample.getKey()) + "," + sample.getValue() + "]";
        }
        return "[" + seconds(sample.getKey()) + ",\"" + sample.getValue() + "\"]";
    }

    private static String seconds(long millis) {
        return millis % 1_000 == 0 ? Long.toString(millis / 1_000) : Double.toString(millis / 1e3);
    }

    private static String json(Map<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> "\"" + label.getKey() + "\":\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<String, String> form(String body) {
        var form = new HashMap<String, String>();
        for (String pair : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return form;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** What was asked. */
    public record Request(String method, Map<String, String> form, Map<String, String> headers) {}

    /** What is answered instead of data. */
    public interface Answer {

        void send(HttpExchange exchange) throws IOException;

        static Answer json(String body) {
            return of(200, "application/json", body);
        }

        static Answer of(int status, String type, String body) {
            return exchange -> {
                byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            };
        }

        /** To a page somewhere else. */
        static Answer redirect(String location) {
            return exchange -> {
                exchange.getResponseHeaders().set("Location", location);
                exchange.sendResponseHeaders(302, -1);
            };
        }

        /** Sends the head and a piece of the body, and then nothing until it is told to. */
        static Answer stuck(Runnable until) {
            return exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
                until.run();
            };
        }
    }
}
