package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.List;

/**
 * What a gauge of a server stood at.
 *
 * @param identity what tells the gauge from others of its server
 * @param value finite
 * @param at when, by the sender's clock
 * @param cell of the signal itself
 * @param limit what it must not reach; 0 when nobody says
 */
public record PushedLevel(
        List<String> identity, double value, Instant at, VersionedCell cell, double limit) {

    public PushedLevel {
        identity = List.copyOf(identity);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is " + value + "; must be finite");
        }
    }
}
