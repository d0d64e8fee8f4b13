package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.counting.HealthWatch;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.finding.UnhealthyPlace;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.evidence.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether single places are unhealthy over the last looks, all arms together (analysis 2.8). Asked of
 * signals of which more events are worse and PASS is asked.
 */
final class PlaceHealth {

    /** Of the untouched places of a signal so many are unhealthy when the world is. */
    private static final double UNTOUCHED_MIN = 0.5;

    private final Family places;
    private final List<Optional<HealthLimits>> limits;
    private final HealthWatch.Recent recent;

    PlaceHealth(Family places, LooksBefore reference, HealthWatch.Recent recent) {
        this.places = places;
        this.recent = recent;
        var found = new ArrayList<Optional<HealthLimits>>();
        for (int place = 0; place < places.streams().size(); place++) {
            found.add(limits(place, reference));
        }
        limits = List.copyOf(found);
    }

    private Optional<HealthLimits> limits(int place, LooksBefore reference) {
        SignalPlan signal = places.signal(place);
        boolean asked =
                signal.worse() == SignalPlan.Worse.MORE
                        && signal.proof() == SignalPlan.Proof.REQUIRED;
        return asked
                ? Optional.of(
                        reference.limits(
                                List.of(places.streams().get(place)),
                                true,
                                signal.healthCeilingRatio()))
                : Optional.empty();
    }

    /**
     * The unhealthy ones of a signal's untouched places; empty while they are less than half of
     * all of these, those without traffic counted.
     *
     * @param untouched positions of the places
     */
    List<UnhealthyPlace> unhealthy(int[] untouched) {
        var unhealthy = new ArrayList<UnhealthyPlace>();
        for (int place : untouched) {
            long events = recent.events(place);
            if (events > 0 && isUnhealthy(place, events)) {
                unhealthy.add(unhealthy(place, limits.get(place).orElseThrow()));
            }
        }
        return unhealthy.isEmpty() || unhealthy.size() < UNTOUCHED_MIN * untouched.length
                ? List.of()
                : unhealthy;
    }

    private boolean isUnhealthy(int place, long events) {
        return limits.get(place)
                .filter(it -> it.recentlyUnhealthy(recent.exposure(place), events))
                .isPresent();
    }

    private UnhealthyPlace unhealthy(int place, HealthLimits limit) {
        StreamKey key = places.streams().get(place);
        var counts = new Counts(recent.exposure(place), recent.events(place));
        return new UnhealthyPlace(key, counts, limit.recentRate());
    }
}
