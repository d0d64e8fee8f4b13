package io.portcullis.kernel.environment;

import java.time.Duration;
import java.time.Instant;

/**
 * What one source found of a subject at one moment.
 *
 * @param source who looked, such as a vantage point or a metric store; sources that would err
 *     together have the same name and count once
 * @param at when it was so
 * @param text for people: what was found, with its numbers, in one sentence
 */
public record Observation(
        Subject subject, Rule rule, Condition condition, String source, Instant at, String text) {

    private static final int TEXT_LENGTH_MAX = 1_000;

    public Observation {
        if (text.length() > TEXT_LENGTH_MAX) {
            text = text.substring(0, TEXT_LENGTH_MAX - 1) + "…";
        }
    }

    /** The same, saying something for at least so long. */
    public Observation freshForAtLeast(Duration least) {
        return new Observation(subject, rule.freshForAtLeast(least), condition, source, at, text);
    }
}
