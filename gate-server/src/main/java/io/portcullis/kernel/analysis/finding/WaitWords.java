package io.portcullis.kernel.analysis.finding;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;

/** How a number of looks is said as time. */
public final class WaitWords {

    private static final int SECONDS_PER_MINUTE = 60;
    private static final double MILLIS_PER_SECOND = 1000;

    private WaitWords() {}

    /**
     * Such as {@code 2 min 20 s}.
     *
     * @param looks finite, 0 or more
     */
    public static String time(Duration lookLength, double looks) {
        double seconds = lookLength.toMillis() / MILLIS_PER_SECOND * looks;
        if (seconds < SECONDS_PER_MINUTE) {
            return BigDecimal.valueOf(seconds)
                            .setScale(1, RoundingMode.HALF_EVEN)
                            .stripTrailingZeros()
                            .toPlainString()
                    + " s";
        }
        var time = Duration.ofSeconds(Math.round(seconds));
        return time.toHours() == 0
                ? pair(time.toMinutes(), "min", time.toSecondsPart(), "s")
                : pair(time.toHours(), "h", time.toMinutesPart(), "min");
    }

    private static String pair(long most, String unit, int rest, String restUnit) {
        var text = String.format(Locale.ROOT, "%,d %s", most, unit);
        return rest == 0 ? text : text + " " + rest + " " + restUnit;
    }
}
