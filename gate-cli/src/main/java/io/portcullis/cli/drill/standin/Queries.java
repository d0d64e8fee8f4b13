package io.portcullis.cli.drill.standin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.portcullis.cli.drill.standin.Scrapes.Sample;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two queries by which the gate reads the health of dependencies: raw samples of a selector, and the most of a sum lately. The
 * second is worked out at every scrape, however coarse a step is asked for: in a drill an hour may be six minutes.
 */
final class Queries {
    private static final double MILLIS_PER_SECOND = 1_000;
    private static final Pattern RANGE = Pattern.compile("(.*)\\[(\\d+)ms]");
    private static final Pattern MOST =
            Pattern.compile(
                    "max_over_time\\(sum(?: by \\(([a-z,]+)\\) )?\\((.*)\\)\\[(\\d+)s:\\d+s]\\)");
    private static final Pattern MATCHER =
            Pattern.compile("([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*[\"']((?:[^\"'\\\\]|\\\\.)*)[\"']");

    private final ObjectMapper mapper = new ObjectMapper();
    private final Scrapes scrapes;

    Queries(Scrapes scrapes) {
        this.scrapes = scrapes;
    }

    /** The answer as the Prometheus API gives it; empty for what it does not know. */
    Optional<ObjectNode> answer(String query, long atMillis) {
        Matcher range = RANGE.matcher(query);
        if (range.matches()) {
            return Optional.of(range(range, atMillis));
        }
        Matcher most = MOST.matcher(query);
        return most.matches() ? Optional.of(most(most, atMillis)) : Optional.empty();
    }

    private ObjectNode range(Matcher query, long atMillis) {
        long from = atMillis - Long.parseLong(query.group(2));
        ObjectNode answer = answer("matrix");
        ArrayNode result = answer.withObject("/data").putArray("result");
        scrapes.samples(selected(query.group(1)), from, atMillis)
                .forEach((labels, samples) -> {
                    ObjectNode one = result.addObject();
                    labels(one, labels);
                    ArrayNode values = one.putArray("values");
                    for (Sample sample : samples) {
                        pair(values.addArray(), sample.atMillis(), sample.value());
                    }
                });
        return answer;
    }

    private ObjectNode most(Matcher query, long atMillis) {
        long from = atMillis - Long.parseLong(query.group(3)) * (long) MILLIS_PER_SECOND;
        List<String> by = query.group(1) == null ? List.of() : List.of(query.group(1).split(","));
        ObjectNode answer = answer("vector");
        ArrayNode result = answer.withObject("/data").putArray("result");
        scrapes.most(selected(query.group(2)), by, from, atMillis)
                .forEach((labels, value) -> {
                    ObjectNode one = result.addObject();
                    labels(one, labels);
                    pair(one.putArray("value"), atMillis, value);
                });
        return answer;
    }

    private ObjectNode answer(String type) {
        ObjectNode answer = mapper.createObjectNode().put("status", "success");
        answer.putObject("data").put("resultType", type);
        return answer;
    }

    private static void labels(ObjectNode one, Map<String, String> labels) {
        ObjectNode metric = one.putObject("metric");
        labels.forEach(metric::put);
    }

    private static void pair(ArrayNode pair, long atMillis, double value) {
        pair.add(atMillis / MILLIS_PER_SECOND);
        pair.add(new BigDecimal(Double.toString(value)).toPlainString());
    }

    /** Series that a metric's name with matchers selects. */
    static Predicate<Map<String, String>> selected(String selector) {
        String name = selector.replaceAll("\\{.*", "").strip();
        Predicate<Map<String, String>> selected =
                labels -> name.isEmpty() || name.equals(labels.get("__name__"));
        Matcher matcher = MATCHER.matcher(selector);
        while (matcher.find()) {
            selected = selected.and(matching(matcher.group(1), matcher.group(2), matcher.group(3)));
        }
        return selected;
    }

    private static Predicate<Map<String, String>> matching(
            String label, String operator, String value) {
        Pattern pattern = Pattern.compile(operator.contains("~") ? value : Pattern.quote(value));
        boolean wanted = !operator.startsWith("!");
        return labels -> pattern.matcher(labels.getOrDefault(label, "")).matches() == wanted;
    }
}
