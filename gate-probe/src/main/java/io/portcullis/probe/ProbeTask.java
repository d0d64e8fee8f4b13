package io.portcullis.probe;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * A probe to be run again and again.
 *
 * @param name letters, digits, full stops, underscores and hyphens; at most 100
 * @param every from the beginning of one run to that of the next
 * @param timeout of one run
 */
public record ProbeTask(String name, ProbeTarget target, Duration every, Duration timeout) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Duration TIME_MIN = Duration.ofMillis(100);
    private static final Duration EVERY_MAX = Duration.ofHours(1);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(5);

    public ProbeTask {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name is '"
                            + name
                            + "'; must be letters, digits, '.', '_' and '-', at most 100");
        }
        requireBetween("every", every, EVERY_MAX);
        requireBetween("timeout", timeout, TIMEOUT_MAX);
    }

    private static void requireBetween(String name, Duration value, Duration most) {
        if (value.compareTo(TIME_MIN) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "%s is %s; must be between %s and %s".formatted(name, value, TIME_MIN, most));
        }
    }
}
