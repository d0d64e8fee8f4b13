package io.portcullis.app.isolation;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Room that must be left when any one region is lost.
 *
 * @param regions any of which may be lost, and the others take over
 * @param declared capacities; of a region without one, what its gauge says
 * @param ratioMax of what they can carry that the others may be left at; above 0
 */
public record CapacityWatch(
        SortedSet<Region> regions, Map<Region, Double> declared, double ratioMax, Rule rule) {

    public CapacityWatch {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        declared = Collections.unmodifiableMap(new TreeMap<>(declared));
        if (!(ratioMax > 0)) {
            throw new IllegalArgumentException("ratioMax is " + ratioMax + "; must be above 0");
        }
    }
}
