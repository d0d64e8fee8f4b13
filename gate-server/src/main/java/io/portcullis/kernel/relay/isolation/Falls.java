package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows falls of sessions: by more than 90 % within two minutes (docs/isolation.md), until
 * more than that is back, or a day has passed and what was carried before says nothing any more.
 */
final class Falls {

    static final Duration WINDOW = Duration.ofMinutes(2);

    private static final double LEFT_RATIO_MAX = 0.1;

    /** Of a handful of sessions a fall says nothing. */
    private static final double SESSIONS_MIN = 10;

    /** Part of the lost sessions by which others must rise: less is the noise of the hour. */
    private static final double ROSE_RATIO_MIN = 0.1;

    private static final Comparator<SessionLevel> AGE =
            Comparator.comparing(SessionLevel::at).thenComparingDouble(SessionLevel::sessions);

    private final MeshInputs inputs;
    private final IsolationLimits limits;
    private final Instant now;

    Falls(MeshInputs inputs, IsolationLimits limits, Instant now) {
        this.inputs = inputs;
        this.limits = limits;
        this.now = now;
    }

    SortedMap<Region, Fall> after(SortedMap<Region, Fall> before) {
        var after = new TreeMap<Region, Fall>();
        for (Region region : inputs.regions()) {
            next(region, before.get(region)).ifPresent(fall -> after.put(region, fall));
        }
        return after;
    }

    /** Its newest count, when it is fresh. */
    Optional<SessionLevel> newest(Region region) {
        return inputs.levels(region).stream()
                .max(AGE)
                .filter(it -> Tally.isFresh(it.at(), limits.signFreshFor(), now));
    }

    private Optional<Fall> next(Region region, @Nullable Fall known) {
        var newest = newest(region);
        if (known == null) {
            return newest.flatMap(it -> fall(region, it)).map(it -> followed(it, newest));
        }
        boolean isBack =
                newest.filter(it -> it.sessions() > LEFT_RATIO_MAX * known.before()).isPresent();
        return isBack || known.at().plus(Fall.FORGET_AFTER).isBefore(now)
                ? Optional.empty()
                : Optional.of(followed(known, newest));
    }

    private Optional<Fall> fall(Region region, SessionLevel newest) {
        Instant from = newest.at().minus(WINDOW);
        return inputs.levels(region).stream()
                .filter(it -> !it.at().isBefore(from) && it.at().isBefore(newest.at()))
                .max(
                        Comparator.comparingDouble(SessionLevel::sessions)
                                .thenComparing(SessionLevel::at))
                .filter(it -> it.sessions() >= SESSIONS_MIN)
                .filter(it -> newest.sessions() < LEFT_RATIO_MAX * it.sessions())
                .map(it ->
                        new Fall(
                                newest.at(),
                                it.sessions(),
                                others(region, it.at()),
                                Fall.Where.NOWHERE_YET));
    }

    private SortedMap<Region, Double> others(Region but, Instant at) {
        var others = new TreeMap<Region, Double>();
        for (Region region : inputs.regions()) {
            if (!region.equals(but)) {
                at(inputs.levels(region), at).ifPresent(it -> others.put(region, it.sessions()));
            }
        }
        return others;
    }

    /** What was carried at a time: counted then or, where nothing is older, soon after. */
    private Optional<SessionLevel> at(List<SessionLevel> levels, Instant at) {
        var then = levels.stream().filter(it -> !it.at().isAfter(at)).max(AGE);
        return then.isPresent()
                ? then
                : levels.stream()
                        .filter(it -> Tally.isFresh(it.at(), limits.signFreshFor(), at))
                        .min(AGE);
    }

    private Fall followed(Fall fall, Optional<SessionLevel> newest) {
        if (fall.where() == Fall.Where.ELSEWHERE || newest.isEmpty()) {
            return fall;
        }
        double lost = fall.before() - newest.get().sessions();
        return rise(fall) >= ROSE_RATIO_MIN * lost
                ? new Fall(fall.at(), fall.before(), fall.othersBefore(), Fall.Where.ELSEWHERE)
                : fall;
    }

    /** By how much others carry more than before, of those that can be counted now. */
    double rise(Fall fall) {
        double rise = 0;
        for (var other : fall.othersBefore().entrySet()) {
            var level = newest(other.getKey());
            if (level.isPresent()) {
                rise += level.get().sessions() - other.getValue();
            }
        }
        return rise;
    }
}
