package io.portcullis.port;

import java.time.Instant;

/**
 * Last counted value of one cumulative series.
 *
 * @param series identity of the series within its service; 1 to 1,000 characters
 * @param epoch which run of the counter the value belongs to: a start time, a relay epoch; at most
 *     200 characters
 * @param value what the counter stood at when it was last counted
 * @param at time of that sample
 * @param revision 1 for the first stored value, one more each time it is stored
 */
public record SeriesValue(String series, String epoch, double value, Instant at, long revision) {

    public SeriesValue {
        if (series.isEmpty() || series.length() > 1_000) {
            throw new IllegalArgumentException(
                    "series has " + series.length() + " characters; must have 1 to 1000");
        }
        if (epoch.length() > 200) {
            throw new IllegalArgumentException(
                    "epoch has " + epoch.length() + " characters; must have at most 200");
        }
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is " + value + "; must be finite");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision is " + revision + "; must be >= 1");
        }
    }
}
