package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.List;

/**
 * A running total that a server pushed.
 *
 * @param identity what tells the series from others of its server
 * @param epoch which run of the counter: a start time, a relay epoch; empty when the sender does not
 *     say, then a decrease is a restart
 * @param value what it stands at; finite and at least 0
 * @param at when, by the sender's clock
 */
public record PushedTotal(
        List<String> identity,
        String epoch,
        double value,
        Instant at,
        VersionedCell cell,
        Share share) {

    public PushedTotal {
        identity = List.copyOf(identity);
        PushedIncrement.requireCount(value);
    }
}
