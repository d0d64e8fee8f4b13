package io.portcullis.adapter.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Matchers of labels, such as {@code {severity="page",team=~"media|edge"}}.
 *
 * @param text with its braces, as {@link Selector} understands it
 */
public record LabelMatchers(String text) {

    private static final Pattern ONE =
            Pattern.compile(
                    "([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')");

    public LabelMatchers {
        text = new Selector(text).text();
        if (!text.startsWith("{")) {
            throw new IllegalArgumentException(
                    "selector is '" + text + "'; must be matchers in braces, without a name");
        }
        try {
            var _ = parse(text);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "selector is '" + text + "'; has a pattern that is none", e);
        }
    }

    /** The series of this name that match, with further matchers. */
    String of(String metric, String more) {
        String inside = text.substring(1, text.length() - 1).strip();
        return metric + "{" + more + (inside.isEmpty() ? "" : "," + inside) + "}";
    }

    /**
     * Whether series with these labels and others besides may match: a label that is not known may
     * have any value.
     */
    boolean mayMatch(Map<String, String> known) {
        return parse(text).stream()
                .allMatch(one -> {
                    String value = known.get(one.label());
                    return value == null || one.matches(value);
                });
    }

    private static List<One> parse(String text) {
        var all = new ArrayList<One>();
        Matcher found = ONE.matcher(text);
        while (found.find()) {
            String quoted = found.group(3);
            String value = quoted.substring(1, quoted.length() - 1).replaceAll("\\\\(.)", "$1");
            // Patterns keep what they escape.
            String pattern = quoted.substring(1, quoted.length() - 1).replace("\\\\", "\\");
            all.add(
                    new One(
                            found.group(1),
                            found.group(2),
                            value,
                            Pattern.compile(
                                    found.group(2).endsWith("~")
                                            ? pattern
                                            : Pattern.quote(value))));
        }
        return all;
    }

    private record One(String label, String how, String value, Pattern pattern) {
        boolean matches(String given) {
            return pattern.matcher(given).matches() != how.startsWith("!");
        }
    }
}
