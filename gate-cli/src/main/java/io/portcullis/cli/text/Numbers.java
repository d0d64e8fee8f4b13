package io.portcullis.cli.text;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import io.portcullis.v1.Counts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Counts, ratios and times as people read them. */
public final class Numbers {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final double LOG_10 = Math.log(10);

    private Numbers() {}

    /** {@code 12 of 1,250 (0.96 %)}. */
    public static String counts(Counts counts) {
        String share =
                counts.getExposure() > 0
                        ? String.format(
                                Locale.ROOT,
                                " (%.2f %%)",
                                100 * counts.getEvents() / counts.getExposure())
                        : "";
        return String.format(
                Locale.ROOT, "%,d of %,.0f%s", counts.getEvents(), counts.getExposure(), share);
    }

    /** Evidence in powers of ten: {@code 10^1.3}. */
    public static String evidence(double logEvidence) {
        return String.format(Locale.ROOT, "10^%.1f", Math.max(-99, logEvidence / LOG_10));
    }

    /** {@code 2026-11-22 13:02:11Z}; a dash when unset. */
    public static String time(Timestamp time) {
        return isSet(time) ? TIME.format(instant(time)) : "-";
    }

    /** {@code 13:02:11Z}; a dash when unset. */
    public static String clock(Timestamp time) {
        return isSet(time) ? CLOCK.format(instant(time)) : "-";
    }

    /** {@code 10^1.3} as the power alone: {@code 1.3}. */
    public static double log10(double logEvidence) {
        return Math.max(-99, logEvidence / LOG_10);
    }

    /** {@code 0.8 %}: three digits at most, none of them a closing zero. */
    public static String percent(double ratio) {
        return short3(100 * ratio) + " %";
    }

    /** Three digits at most, none of them a closing zero behind the point. */
    public static String short3(double value) {
        if (value >= 99.95) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String text = new BigDecimal(value).round(new MathContext(3)).toPlainString();
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    /** Two digits are as much as an estimate holds: {@code 1,900}. */
    public static String about(double count) {
        var rounded =
                new BigDecimal(Math.ceil(count)).round(new MathContext(2, RoundingMode.CEILING));
        return String.format(Locale.ROOT, "%,d", rounded.longValue());
    }

    /** {@code 28 min 40 s}: so many looks of this length. */
    public static String span(com.google.protobuf.Duration lookLength, double looks) {
        double seconds = Durations.toMillis(lookLength) / 1000.0 * looks;
        if (seconds < 60) {
            return short3(seconds) + " s";
        }
        var time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() == 0
                ? pair(time.toMinutes(), "min", time.toSecondsPart(), "s")
                : pair(time.toHours(), "h", time.toMinutesPart(), "min");
    }

    private static String pair(long most, String unit, int rest, String restUnit) {
        String text = String.format(Locale.ROOT, "%,d %s", most, unit);
        return rest == 0 ? text : text + " " + rest + " " + restUnit;
    }

    /** A bar of this many characters, filled by a share of 0 to 1. */
    public static String bar(double share, int width) {
        int filled = (int) Math.round(width * Math.clamp(share, 0, 1));
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "]";
    }

    private static boolean isSet(Timestamp time) {
        return !time.equals(Timestamp.getDefaultInstance());
    }

    private static Instant instant(Timestamp time) {
        return Instant.ofEpochMilli(Timestamps.toMillis(time));
    }
}
