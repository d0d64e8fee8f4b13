package io.portcullis.adapter.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule of the user's own, and whether it is still evaluated: that it does not fire says something
 * only then.
 *
 * @param labels those the rule itself sets
 * @param interval of its group's evaluation
 * @param evaluatedAt null when it never was
 * @param error of its last evaluation; empty without
 */
record AlertingRule(
        String name,
        Map<String, String> labels,
        Duration interval,
        @Nullable Instant evaluatedAt,
        String error) {

    private static final int EVALUATIONS_MISSED_MAX = 3;
    private static final Duration MARGIN = Duration.ofSeconds(30);

    AlertingRule {
        labels = Map.copyOf(labels);
    }

    static AlertingRule of(JsonNode group, JsonNode rule) {
        var labels = new HashMap<String, String>();
        for (var label : rule.path("labels").properties()) {
            labels.put(label.getKey(), label.getValue().asText());
        }
        boolean healthy = rule.path("health").asText().equals("ok");
        String error = rule.path("lastError").asText();
        return new AlertingRule(
                rule.path("name").asText(),
                labels,
                Duration.ofMillis(Math.round(group.path("interval").asDouble() * 1_000)),
                time(rule.path("lastEvaluation").asText()),
                healthy || !error.isEmpty() ? error : "health is " + rule.path("health").asText());
    }

    private static @Nullable Instant time(String text) {
        try {
            Instant time = OffsetDateTime.parse(text).toInstant();
            return time.isAfter(Instant.EPOCH) ? time : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Longest silence after which it counts as evaluated no more. */
    Duration evaluatedWithin() {
        return interval.multipliedBy(EVALUATIONS_MISSED_MAX).plus(MARGIN);
    }

    /** Why its silence says nothing; empty when it does. */
    String notEvaluated(Instant now) {
        if (!error.isEmpty()) {
            return "it cannot be evaluated: " + error;
        }
        if (evaluatedAt == null) {
            return "it has never been evaluated";
        }
        return evaluatedAt.isBefore(now.minus(evaluatedWithin()))
                ? "it was last evaluated at " + evaluatedAt
                : "";
    }
}
