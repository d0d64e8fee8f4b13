package io.portcullis.app.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether what was pushed is of now: a clock far off must not be taken for evidence. */
final class Timeliness {

    static final Duration LATE_MAX = Duration.ofMinutes(5);
    static final Duration EARLY_MAX = Duration.ofSeconds(30);

    /** Longer than anything can be sent again and still be taken. */
    static final Duration KEPT = LATE_MAX.plus(EARLY_MAX).plusSeconds(30);

    private Timeliness() {}

    static Optional<String> objection(Instant at, Instant now) {
        if (at.isBefore(now.minus(LATE_MAX))) {
            return Optional.of("time is " + at + "; must be at most 5 min before now");
        }
        if (at.isAfter(now.plus(EARLY_MAX))) {
            return Optional.of("time is " + at + "; must be at most 30 s after now");
        }
        return Optional.empty();
    }
}
