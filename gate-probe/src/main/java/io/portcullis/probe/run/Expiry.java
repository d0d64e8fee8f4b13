package io.portcullis.probe.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What is about to expire. */
final class Expiry {

    private Expiry() {}

    /** Null while it is valid for long enough. */
    static @Nullable String tooSoon(String what, Instant end, Duration least, InstantSource clock) {
        Duration left = Duration.between(clock.instant(), end);
        if (left.compareTo(least) >= 0) {
            return null;
        }
        return left.isNegative()
                ? what + " expired at " + end
                : "%s expires at %s, in %d h; must be valid for %d h"
                        .formatted(what, end, left.toHours(), least.toHours());
    }
}
