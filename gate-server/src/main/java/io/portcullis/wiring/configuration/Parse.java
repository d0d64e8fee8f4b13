package io.portcullis.wiring.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values are read; every refusal says the rule. */
final class Parse {

    private static final Pattern SPAN = Pattern.compile("(\\d+)(ms|s|m|h|d)");
    private static final int TEXT_LENGTH_MAX = 2000;

    private Parse() {}

    static Function<Object, String> text() {
        return value -> {
            String text = scalar(value);
            require(
                    !text.isBlank() && text.length() <= TEXT_LENGTH_MAX,
                    "must be 1 to 2000 characters");
            return text;
        };
    }

    static Function<Object, Path> path() {
        return value -> Path.of(text().apply(value));
    }

    static Function<Object, URI> url() {
        return value -> {
            var url = URI.create(text().apply(value));
            String scheme = url.getScheme() == null ? "" : url.getScheme();
            boolean web = scheme.equals("http") || scheme.equals("https");
            require(web && url.getHost() != null, "must be an http or https URL with a host");
            return url;
        };
    }

    static Function<Object, Boolean> yesOrNo() {
        return value ->
                switch (scalar(value)) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException("must be true or false");
                };
    }

    static Function<Object, Integer> integer(int least, int most) {
        return value -> {
            String rule = "must be a whole number from " + least + " to " + most;
            try {
                int number = Integer.parseInt(scalar(value));
                require(number >= least && number <= most, rule);
                return number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(rule, e);
            }
        };
    }

    /** A number above the first bound and at most the second. */
    static Function<Object, Double> number(double above, double most) {
        return value -> {
            String rule = "must be a number above " + above + ", at most " + most;
            try {
                double number = Double.parseDouble(scalar(value));
                require(number > above && number <= most, rule);
                return number;
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(rule, e);
            }
        };
    }

    static Function<Object, Duration> duration(Duration least, Duration most) {
        return value -> {
            Duration duration = span(scalar(value));
            require(
                    duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0,
                    "must be from " + written(least) + " to " + written(most));
            return duration;
        };
    }

    static <E extends Enum<E>> Function<Object, E> oneOf(Class<E> type) {
        return value -> {
            String name = scalar(value);
            return Arrays.stream(type.getEnumConstants())
                    .filter(constant -> constant.name().equals(name))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException(
                                    "must be one of " + Arrays.toString(type.getEnumConstants())));
        };
    }

    static <T> Function<Object, List<T>> listOf(Function<Object, T> element, int most) {
        return value -> {
            List<?> list = value instanceof List<?> many ? many : List.of(scalar(value).split(","));
            require(list.size() <= most, "must have at most " + most + " entries");
            return list.stream()
                    .map(entry -> entry instanceof String text ? text.strip() : entry)
                    .map(element)
                    .toList();
        };
    }

    /** {@code 10s}, {@code 100ms}, {@code 1h30m}. */
    private static Duration span(String text) {
        Matcher matcher = SPAN.matcher(text);
        Duration sum = Duration.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            sum = sum.plus(part(Long.parseLong(matcher.group(1)), matcher.group(2)));
            end = matcher.end();
        }
        require(end > 0 && end == text.length(), "must be a duration such as 100ms, 10s, 1h30m");
        return sum;
    }

    private static Duration part(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static String written(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }

    private static String scalar(Object value) {
        require(
                value instanceof String || value instanceof Number || value instanceof Boolean,
                "must be a single value");
        return value.toString().strip();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}
