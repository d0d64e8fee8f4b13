package io.portcullis.adapter.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.adapter.prometheus.Matrix.Point;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.EvidenceUnavailable.Retry;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a Prometheus-compatible store answers, read strictly: what is not data is no data. */
final class PrometheusAnswer {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode data;

    private PrometheusAnswer(JsonNode data) {
        this.data = data;
    }

    /**
     * @throws EvidenceUnavailable when it is no success, or comes with a warning
     */
    static PrometheusAnswer of(byte[] body) {
        JsonNode root = parse(body);
        String status = root.path("status").asText();
        if (!status.equals("success")) {
            throw broken(
                    Gap.Cause.UNREACHABLE,
                    "status is '" + status + "': " + error(root),
                    Retry.USELESS);
        }
        JsonNode warnings = root.path("warnings");
        if (!warnings.isEmpty()) {
            throw broken(Gap.Cause.PARTIAL, "warnings: " + warnings, Retry.WORTHWHILE);
        }
        return new PrometheusAnswer(root.path("data"));
    }

    /** Type and text of an error, from a body that may be anything. */
    static String errorText(byte[] body) {
        try {
            return error(parse(body));
        } catch (EvidenceUnavailable e) {
            return "";
        }
    }

    Matrix matrix() {
        require("matrix");
        var series = new ArrayList<Matrix.Series>();
        for (JsonNode element : data.path("result")) {
            if (element.has("histograms")) {
                throw broken(
                        Gap.Cause.SERIES_ABSENT,
                        labels(element)
                                + " is a native histogram and no counter; kind LATENCY reads it",
                        Retry.USELESS);
            }
            var samples = new ArrayList<Point>();
            for (JsonNode pair : element.path("values")) {
                samples.add(sample(element, pair));
            }
            if (!samples.isEmpty()) {
                series.add(new Matrix.Series(labels(element), samples));
            }
        }
        return new Matrix(series);
    }

    /** Gauges: values of any sign. What is no number is no sample. */
    Matrix gauges() {
        require("matrix");
        var series = new ArrayList<Matrix.Series>();
        for (JsonNode element : data.path("result")) {
            var samples = new ArrayList<Point>();
            for (JsonNode pair : element.path("values")) {
                double value = number(pair.path(1).asText());
                if (Double.isFinite(value)) {
                    samples.add(new Point(millis(pair.path(0)), value));
                }
            }
            if (!samples.isEmpty()) {
                series.add(new Matrix.Series(labels(element), samples));
            }
        }
        return new Matrix(series);
    }

    /** Histograms, classic or native, as one series of running totals for each bucket. */
    Matrix histograms() {
        require("matrix");
        boolean isNative = false;
        for (JsonNode element : data.path("result")) {
            isNative |= element.has("histograms");
        }
        try {
            return isNative ? natives() : Histograms.classic(matrix());
        } catch (IllegalArgumentException e) {
            throw broken(Gap.Cause.PARTIAL, String.valueOf(e.getMessage()), Retry.USELESS, e);
        }
    }

    private Matrix natives() {
        var series = new ArrayList<Matrix.Series>();
        for (JsonNode element : data.path("result")) {
            if (!element.path("values").isEmpty()) {
                throw new IllegalArgumentException(
                        labels(element) + " has samples that are no native histograms");
            }
            series.addAll(Histograms.natives(labels(element), element.path("histograms")));
        }
        return new Matrix(series);
    }

    /** One value by series: an element that has none is left out, for it is not zero. */
    Map<Map<String, String>, Double> vector() {
        require("vector");
        var values = new HashMap<Map<String, String>, Double>();
        for (JsonNode element : data.path("result")) {
            if (element.has("value")) {
                values.put(labels(element), number(element.path("value").path(1).asText()));
            }
        }
        return values;
    }

    /** Rules that alert, those of every group. */
    List<AlertingRule> alertingRules() {
        if (!data.path("groups").isArray()) {
            throw broken(Gap.Cause.UNREACHABLE, "there are no groups of rules", Retry.USELESS);
        }
        var rules = new ArrayList<AlertingRule>();
        for (JsonNode group : data.path("groups")) {
            for (JsonNode rule : group.path("rules")) {
                if (rule.path("type").asText().equals("alerting")) {
                    rules.add(AlertingRule.of(group, rule));
                }
            }
        }
        return rules;
    }

    /** Of {@code time()}: seconds. */
    double scalar() {
        require("scalar");
        return number(data.path("result").path(1).asText());
    }

    private void require(String type) {
        String given = data.path("resultType").asText();
        if (!given.equals(type) || !data.path("result").isArray()) {
            throw broken(
                    Gap.Cause.UNREACHABLE,
                    "resultType is '" + given + "'; must be " + type,
                    Retry.USELESS);
        }
    }

    private static Point sample(JsonNode element, JsonNode pair) {
        double value = number(pair.path(1).asText());
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw broken(
                    Gap.Cause.PARTIAL,
                    labels(element) + " stands at " + value + ", which no counter can",
                    Retry.USELESS);
        }
        return new Point(millis(pair.path(0)), value);
    }

    static long millis(JsonNode seconds) {
        if (!seconds.isNumber()) {
            throw broken(
                    Gap.Cause.UNREACHABLE,
                    "time is '" + seconds + "'; not a number",
                    Retry.USELESS);
        }
        BigDecimal millis = seconds.decimalValue().movePointRight(3);
        return millis.setScale(0, RoundingMode.HALF_UP).longValue();
    }

    /** As Go writes them. */
    static double number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(text);
                } catch (NumberFormatException e) {
                    throw broken(
                            Gap.Cause.UNREACHABLE, "value is '" + text + "'", Retry.USELESS, e);
                }
            }
        };
    }

    private static Map<String, String> labels(JsonNode element) {
        var labels = new HashMap<String, String>();
        for (var label : element.path("metric").properties()) {
            labels.put(label.getKey(), label.getValue().asText());
        }
        return labels;
    }

    private static JsonNode parse(byte[] body) {
        try {
            JsonNode root = JSON.readTree(body);
            if (root != null && root.isObject()) {
                return root;
            }
        } catch (JsonProcessingException e) {
            throw broken(
                    Gap.Cause.UNREACHABLE,
                    "answer is not whole JSON: " + e.getOriginalMessage(),
                    Retry.WORTHWHILE,
                    e);
        } catch (IOException e) {
            throw broken(Gap.Cause.UNREACHABLE, "answer cannot be read", Retry.WORTHWHILE, e);
        }
        throw broken(Gap.Cause.UNREACHABLE, "answer is no JSON object", Retry.WORTHWHILE);
    }

    private static String error(JsonNode root) {
        return root.path("errorType").asText() + " " + root.path("error").asText();
    }

    private static EvidenceUnavailable broken(Gap.Cause gap, String text, Retry retry) {
        return new EvidenceUnavailable(gap, retry, text);
    }

    private static EvidenceUnavailable broken(
            Gap.Cause gap, String text, Retry retry, Exception cause) {
        return new EvidenceUnavailable(gap, retry, text, cause);
    }
}
