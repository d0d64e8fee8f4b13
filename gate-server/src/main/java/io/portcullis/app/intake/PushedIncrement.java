package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.List;

/**
 * What a server counted between two times.
 *
 * @param identity what tells the series from others of its server
 * @param start begin of the interval
 * @param value how much; finite and at least 0
 * @param at end of the interval, by the sender's clock
 */
public record PushedIncrement(
        List<String> identity,
        Instant start,
        double value,
        Instant at,
        VersionedCell cell,
        Share share) {

    public PushedIncrement {
        identity = List.copyOf(identity);
        requireCount(value);
    }

    static void requireCount(double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("value is " + value + "; must be finite and >= 0");
        }
    }
}
