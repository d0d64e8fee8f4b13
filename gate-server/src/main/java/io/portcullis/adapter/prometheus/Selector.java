package io.portcullis.adapter.prometheus;

import java.util.regex.Pattern;

/**
 * Selects raw series. Functions and sums are refused: a counter is subtracted by the gate, server by
 * server, and what was rated or added up before cannot be.
 *
 * @param text a metric name with or without matchers, or matchers alone; at most 2,000 characters
 */
public record Selector(String text) {

    private static final int LENGTH_MAX = 2_000;
    private static final String MATCHER =
            "\\s*[a-zA-Z_][a-zA-Z0-9_]*\\s*(=|!=|=~|!~)\\s*(\"([^\"\\\\]|\\\\.)*\"|'([^'\\\\]|\\\\.)*')\\s*";
    private static final Pattern SELECTOR =
            Pattern.compile(
                    "([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*(\\{(%s(,%s)*,?)?\\s*\\})?"
                            .formatted(MATCHER, MATCHER));

    public Selector {
        text = text.strip();
        if (text.isEmpty() || text.length() > LENGTH_MAX || !SELECTOR.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "selector is '"
                            + text
                            + "'; must be a metric name with matchers, such as"
                            + " http_requests_total{code=~\"5..\"}, without functions or sums");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
