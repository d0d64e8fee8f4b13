package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Headroom;
import io.portcullis.kernel.relay.isolation.Headroom.Carried;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.port.isolation.RegionSigns;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Says of each region whether the others have room for what it carries. */
public final class CapacityEnvironmentSource implements EnvironmentSource {

    private static final String SOURCE = "capacity";

    private final Optional<CapacityWatch> watch;
    private final ReadSigns signs;

    /**
     * @param watch empty to watch nothing
     */
    public CapacityEnvironmentSource(Optional<CapacityWatch> watch, ReadSigns signs) {
        this.watch = watch;
        this.signs = signs;
    }

    @Override
    public String name() {
        return SOURCE;
    }

    @Override
    public List<Observation> observe(Instant now) {
        return watch.map(it -> observe(it, now)).orElse(List.of());
    }

    private List<Observation> observe(CapacityWatch watched, Instant now) {
        var carried = carried(watched, now);
        return watched.regions().stream()
                .map(lost -> {
                    var takers = new TreeSet<>(watched.regions());
                    takers.remove(lost);
                    return observe(watched, Headroom.without(lost, takers, carried), now);
                })
                .toList();
    }

    private static Observation observe(CapacityWatch watched, Headroom headroom, Instant now) {
        return new Observation(
                new Subject(Subject.Kind.CAPACITY, "without " + headroom.lost(), null, null),
                watched.rule(),
                switch (headroom.room(watched.ratioMax())) {
                    case ENOUGH -> Condition.FIT;
                    case TOO_LITTLE -> Condition.UNFIT;
                    case UNKNOWN -> Condition.UNKNOWN;
                },
                SOURCE,
                now,
                headroom.text());
    }

    private SortedMap<Region, Carried> carried(CapacityWatch watched, Instant now) {
        var byRegion = signs.at(now).getOrDefault(Proof.Way.METRIC_STORE, new TreeMap<>());
        var carried = new TreeMap<Region, Carried>();
        for (Region region : watched.regions()) {
            var seen = byRegion.getOrDefault(region, RegionSigns.NONE);
            var declared = watched.declared().get(region);
            carried.put(
                    region,
                    new Carried(
                            seen.load().orElse(Double.NaN),
                            declared == null ? seen.capacity().orElse(Double.NaN) : declared));
        }
        return carried;
    }
}
