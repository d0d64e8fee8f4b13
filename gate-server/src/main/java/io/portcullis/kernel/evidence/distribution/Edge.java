package io.portcullis.kernel.evidence.distribution;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bucket edge chosen before anything was judged: what is beyond it is an event.
 *
 * @param signal under which it is judged; the measured signal or a part of it
 * @param side which side is beyond
 * @param everywhere the edge where no place has its own
 * @param places edges of places that have their own
 */
public record Edge(SignalName signal, Side side, double everywhere, List<OfPlace> places) {

    public Edge {
        places = List.copyOf(places);
        if (!Double.isFinite(everywhere)) {
            throw new IllegalArgumentException(
                    "edge of " + signal + " is " + everywhere + "; must be finite");
        }
    }

    /** An edge of one place's own. */
    public record OfPlace(Place place, double edge) {}

    /** Where the events are. */
    public enum Side {
        ABOVE,
        AT_MOST
    }

    public double at(Place place) {
        for (OfPlace own : places) {
            if (own.place().equals(place)) {
                return own.edge();
            }
        }
        return everywhere;
    }

    /** Events out of all observations; empty when an observed bucket lies on both sides. */
    Optional<Counts> count(Place place, Map<Bucket, Double> observed) {
        double edge = at(place);
        double all = 0;
        double beyond = 0;
        for (var one : observed.entrySet()) {
            Bucket bucket = one.getKey();
            boolean apart = bucket.upper() <= edge || bucket.lower() >= edge;
            if (!apart && one.getValue() > 0) {
                return Optional.empty();
            }
            all += one.getValue();
            beyond += (bucket.lower() >= edge) == (side == Side.ABOVE) ? one.getValue() : 0;
        }
        return Optional.of(new Counts(all, Math.round(beyond)));
    }
}
