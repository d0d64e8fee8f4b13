package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;

/**
 * What was seen of one server at one time, complete in itself: a failed scrape, a gauge's mean over a
 * block, the time a server ran. Counted once, by its time.
 *
 * @param target the server, as its source names it
 * @param cell whose origin may be unknown; then it is what the server last said elsewhere
 * @param epochMillis when, by the source's clock
 * @param exposure finite, at least 0
 * @param events at least 0
 */
public record Observation(
        String target, VersionedCell cell, long epochMillis, double exposure, long events) {

    public Observation {
        if (!(exposure >= 0) || Double.isInfinite(exposure) || events < 0) {
            throw new IllegalArgumentException(
                    "observation of %s is %s of %s; must be finite and >= 0"
                            .formatted(target, events, exposure));
        }
    }

    /** The same, from this origin where it says none. */
    Observation from(Origin known) {
        return cell instanceof VersionedCell.InRegion(var signal, var region, Origin.Unknown _)
                ? new Observation(
                        target,
                        new VersionedCell.InRegion(signal, region, known),
                        epochMillis,
                        exposure,
                        events)
                : this;
    }
}
