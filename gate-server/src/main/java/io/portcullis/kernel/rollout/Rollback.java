package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The way back of every region a rollout touched.
 *
 * @param by who restores
 * @param startedAt when it was decided; deadlines count from here
 */
public record Rollback(By by, Instant startedAt, SortedMap<Region, RegionRollback> regions) {

    public Rollback {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }

    static Rollback start(By by, Instant at, Collection<Region> touched) {
        var regions = new TreeMap<Region, RegionRollback>();
        for (Region region : touched) {
            regions.put(region, RegionRollback.requested(region, at));
        }
        return new Rollback(by, at, regions);
    }

    public boolean isApplied() {
        return by == By.CALLER || regions.values().stream().allMatch(RegionRollback::isApplied);
    }

    public boolean isAlone() {
        return regions.values().stream().allMatch(RegionRollback::isAlone);
    }

    public boolean isRecovered() {
        return regions.values().stream().allMatch(RegionRollback::isRecovered);
    }

    /** Regions where the old version is alone: those the recovery test may count. */
    public SortedSet<Region> regionsAlone() {
        return regionsWhere(RegionRollback::isAlone);
    }

    public SortedSet<Region> regionsNotAlone() {
        return regionsWhere(region -> !region.isAlone());
    }

    public SortedSet<Region> regionsNotBack() {
        return regionsWhere(region -> !region.isRecovered());
    }

    Rollback with(Region region, UnaryOperator<RegionRollback> change) {
        var changed = new TreeMap<>(regions);
        changed.computeIfPresent(region, (_, before) -> change.apply(before));
        return new Rollback(by, startedAt, changed);
    }

    /** Every region, in order. */
    public List<RegionRollback> all() {
        return List.copyOf(regions.values());
    }

    private SortedSet<Region> regionsWhere(Predicate<RegionRollback> condition) {
        var matching = new TreeSet<Region>();
        for (RegionRollback region : regions.values()) {
            if (condition.test(region)) {
                matching.add(region.region());
            }
        }
        return Collections.unmodifiableSortedSet(matching);
    }

    /** Who restores. */
    public enum By {
        /** The gate, through the plan's control. */
        GATE,
        /** The caller: the plan only asks for advice. */
        CALLER
    }
}
