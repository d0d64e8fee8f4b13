package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Work;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One kind of work that replaced processes of a stage carried, and what of it was cut.
 *
 * @param regions the same region by region
 */
public record WorkHarm(Chapter chapter, Work work, SortedMap<Region, Sum> regions) {

    public WorkHarm {
        regions = Collections.unmodifiableSortedMap(new TreeMap<>(regions));
    }

    /**
     * A sum over processes.
     *
     * @param processes that carried such work
     */
    public record Sum(int processes, long carried, long left, long cutMin, long cutMax) {

        private static Sum of(Replacement replacement, CutWork cut) {
            return new Sum(
                    replacement.processes(), cut.carried(), cut.left(), cut.cutMin(), cut.cutMax());
        }

        Sum plus(Sum other) {
            return new Sum(
                    processes + other.processes,
                    carried + other.carried,
                    left + other.left,
                    cutMin + other.cutMin,
                    cutMax + other.cutMax);
        }
    }

    static WorkHarm of(Chapter chapter, Work work, List<Replacement> replacements) {
        var regions = new TreeMap<Region, Sum>();
        for (Replacement one : replacements) {
            one.work().stream()
                    .filter(cut -> cut.work().equals(work))
                    .forEach(cut -> regions.merge(one.region(), Sum.of(one, cut), Sum::plus));
        }
        return new WorkHarm(chapter, work, regions);
    }

    public Sum total() {
        return regions.values().stream().reduce(new Sum(0, 0, 0, 0, 0), Sum::plus);
    }
}
