package io.portcullis.kernel.evidence;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the gate is told of a service: where it runs and what is measured of it.
 *
 * @param name the service
 * @param regions every region it runs in
 * @param links ordered pairs that relay; empty when the service has none
 * @param signals what is measured; at least one
 */
public record ServiceDefinition(
        ServiceName name,
        SortedSet<Region> regions,
        SortedSet<Link> links,
        List<SignalDefinition> signals) {

    public ServiceDefinition {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        links = Collections.unmodifiableSortedSet(new TreeSet<>(links));
        signals = List.copyOf(signals);
        if (regions.isEmpty()) {
            throw new IllegalArgumentException("service " + name + " has no region; name one");
        }
        if (signals.isEmpty()) {
            throw new IllegalArgumentException("service " + name + " has no signal; name one");
        }
        for (Link link : links) {
            if (!regions.contains(link.source()) || !regions.contains(link.destination())) {
                throw new IllegalArgumentException(
                        "link " + link + " of " + name + " leaves its regions " + regions);
            }
        }
        long names = signals.stream().map(SignalDefinition::name).distinct().count();
        if (names != signals.size()) {
            throw new IllegalArgumentException("service " + name + " names a signal twice");
        }
    }

    /** Every ordered pair of the regions given. */
    public static SortedSet<Link> allOrderedPairs(Collection<Region> regions) {
        var pairs = new TreeSet<Link>();
        for (Region source : regions) {
            for (Region destination : regions) {
                if (!source.equals(destination)) {
                    pairs.add(new Link(source, destination));
                }
            }
        }
        return pairs;
    }
}
