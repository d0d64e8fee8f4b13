package io.portcullis.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's metrics said once, and which of its series a selector finds. */
public final class Exposition {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{.*\\})?\\s+(\\S+)(\\s+\\d+)?");
    private static final Pattern LABEL =
            Pattern.compile("\\s*([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\",?");
    private static final Pattern SELECTOR =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)?\\s*(?:\\{(.*)\\})?");
    private static final Pattern MATCHER =
            Pattern.compile(
                    "\\s*([a-zA-Z_][a-zA-Z0-9_]*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*,?");

    private final List<Series> series = new ArrayList<>();
    private final Map<String, String> types = new HashMap<>();
    private final Map<String, List<Series>> byName = new HashMap<>();

    /** Nothing exposed. */
    public static final Exposition EMPTY = new Exposition("");

    private Exposition(String text) {
        text.lines().forEach(this::read);
    }

    /** The file of that pack, such as {@code load}, from the folder of packs in the resources. */
    public static Exposition of(String pack, String name) {
        String path = "/packs/" + pack + "/" + name + ".prom";
        try (InputStream bytes = Exposition.class.getResourceAsStream(path)) {
            if (bytes == null) {
                throw new IllegalArgumentException("no exposition " + path);
            }
            return new Exposition(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a server says it. */
    public static Exposition read(String text, String source) {
        var read = new Exposition(text);
        if (read.series.isEmpty()) {
            throw new IllegalArgumentException("nothing exposed by " + source);
        }
        return read;
    }

    private void read(String line) {
        if (line.startsWith("# TYPE ")) {
            String[] words = line.split("\\s+", -1);
            types.put(words[2], words[3]);
        } else if (!line.startsWith("#") && !line.isBlank()) {
            Matcher sample = SAMPLE.matcher(line.strip());
            if (!sample.matches()) {
                throw new IllegalArgumentException("no sample: " + line);
            }
            var labels = new HashMap<String, String>();
            if (sample.group(2) != null) {
                Matcher label = LABEL.matcher(sample.group(2).substring(1));
                while (label.lookingAt()) {
                    labels.put(label.group(1), label.group(2));
                    label.region(label.end(), label.regionEnd());
                }
            }
            labels.put("__name__", sample.group(1));
            series.add(new Series(labels, number(sample.group(3))));
        }
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /** With one more sample, without labels. */
    public Exposition and(String name, double value) {
        var more = new Exposition("");
        more.series.addAll(series);
        more.types.putAll(types);
        more.series.add(new Series(Map.of("__name__", name), value));
        return more;
    }

    /** Without the series of a metric. */
    public Exposition without(String name) {
        var less = new Exposition("");
        less.types.putAll(types);
        series.stream()
                .filter(one -> !name.equals(one.labels().get("__name__")))
                .forEach(less.series::add);
        return less;
    }

    /** As a scrape of that job and instance stores it. */
    public Exposition scraped(String job, String instance) {
        var stored = new Exposition("");
        series.forEach(
                one -> stored.series.add(new Series(one.scraped(job, instance), one.value())));
        return stored;
    }

    /** Everything exposed. */
    public List<Series> all() {
        return List.copyOf(series);
    }

    /** Series that a selector finds. */
    public List<Series> find(String selector) {
        Matcher parts = SELECTOR.matcher(selector.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("no selector: " + selector);
        }
        var named = parts.group(1) == null ? series : byName().get(parts.group(1));
        return named == null
                ? List.of()
                : named.stream()
                        .filter(one -> matches(one, parts.group(2) == null ? "" : parts.group(2)))
                        .toList();
    }

    private Map<String, List<Series>> byName() {
        if (byName.isEmpty()) {
            series.forEach(one ->
                    byName.computeIfAbsent(
                                    one.labels().getOrDefault("__name__", ""),
                                    _ -> new ArrayList<>())
                            .add(one));
        }
        return byName;
    }

    private static boolean matches(Series one, String matchers) {
        Matcher matcher = MATCHER.matcher(matchers);
        while (matcher.lookingAt()) {
            String value = one.labels().getOrDefault(matcher.group(1), "");
            String wanted = matcher.group(3);
            boolean holds =
                    switch (matcher.group(2)) {
                        case "=" -> value.equals(wanted);
                        case "!=" -> !value.equals(wanted);
                        case "=~" -> value.matches(wanted);
                        default -> !value.matches(wanted);
                    };
            if (!holds) {
                return false;
            }
            matcher.region(matcher.end(), matcher.regionEnd());
        }
        return true;
    }

    /** What the exposition itself says a series is; empty where it says nothing. */
    public String type(Series one) {
        String name = one.labels().get("__name__");
        String own = types.get(name);
        if (own != null) {
            return own;
        }
        String whole = types.getOrDefault(name.replaceAll("_(bucket|count|sum)$", ""), "");
        return name.endsWith("_count") && !whole.isEmpty() ? "counter" : whole;
    }

    /** A sample with its labels; {@code __name__} is one of them. */
    public record Series(Map<String, String> labels, double value) {

        /** As a scrape of that job and instance stores it. */
        public Map<String, String> scraped(String job, String instance) {
            var all = new HashMap<>(labels);
            all.put("job", job);
            all.put("instance", instance);
            return all;
        }
    }
}
