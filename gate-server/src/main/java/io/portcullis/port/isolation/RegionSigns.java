package io.portcullis.port.isolation;

import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one way of asking tells of a region.
 *
 * @param aliveAt when it last showed that it lives
 * @param sessions it carried over the last minutes
 * @param claim what it says of itself
 * @param load of it now, in whatever its capacity is counted
 * @param capacity it has now
 */
public record RegionSigns(
        Optional<Instant> aliveAt,
        List<SessionLevel> sessions,
        Optional<Claim> claim,
        OptionalDouble load,
        OptionalDouble capacity) {

    public static final RegionSigns NONE =
            new RegionSigns(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty());

    public RegionSigns {
        sessions = List.copyOf(sessions);
    }

    /** It lives, and nothing else is known. */
    public static RegionSigns alive(Instant at) {
        return new RegionSigns(
                Optional.of(at),
                List.of(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }
}
