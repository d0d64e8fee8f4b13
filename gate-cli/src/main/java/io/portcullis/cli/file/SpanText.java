package io.portcullis.cli.file;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.google.protobuf.util.Durations;
import io.portcullis.v1.Span;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A length of time as people write it: {@code 30m}, {@code 24h}, {@code 90s}, {@code 2d}, {@code 500ms}, or {@code 180 looks}.
 *
 * @param text what was written, already checked
 */
public record SpanText(String text) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d|looks?)");

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SpanText {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
            throw new IllegalArgumentException(
                    "\""
                            + text
                            + "\" is no length of time; write 500ms, 90s, 30m, 24h, 2d or 180 looks");
        }
    }

    /** Whether it is a number of looks. */
    public boolean isLooks() {
        return text.contains("look");
    }

    /** As the wire says it. */
    public Span toSpan() {
        Span.Builder span = Span.newBuilder();
        return isLooks()
                ? span.setLooks((int) number()).build()
                : span.setDuration(toWireDuration()).build();
    }

    /** A time that must not be a number of looks. */
    public com.google.protobuf.Duration toWireDuration() {
        return Durations.fromMillis(toDuration().toMillis());
    }

    /** A time that must not be a number of looks. */
    public Duration toDuration() {
        if (isLooks()) {
            throw new IllegalArgumentException(
                    "\"" + text + "\" is a number of looks; must be a time such as 15m");
        }
        String unit = text.replaceFirst("\\d+\\s*", "");
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number());
            case "s" -> Duration.ofSeconds(number());
            case "m" -> Duration.ofMinutes(number());
            case "h" -> Duration.ofHours(number());
            default -> Duration.ofDays(number());
        };
    }

    private long number() {
        return Long.parseLong(text.replaceFirst("\\D.*", ""));
    }
}
