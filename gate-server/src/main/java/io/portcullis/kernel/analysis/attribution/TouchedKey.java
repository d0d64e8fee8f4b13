package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;

/**
 * Name of a stream of the second comparator.
 *
 * @param signal what is measured
 * @param region the touched region, for links all with an end there; empty for all touched places
 */
record TouchedKey(SignalName signal, Optional<Region> region) {

    /** Whether a place belongs to it, if it is touched. */
    boolean spans(Place place) {
        return region.isEmpty()
                || switch (place) {
                    case Region here -> here.equals(region.get());
                    case Link(var source, var destination) ->
                            source.equals(region.get()) || destination.equals(region.get());
                };
    }
}
