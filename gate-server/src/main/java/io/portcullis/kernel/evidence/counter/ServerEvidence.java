package io.portcullis.kernel.evidence.counter;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * What was counted since the look before, server by server: what a look sums up, kept apart for
 * those who compare servers with one another.
 *
 * @param at when it was counted up
 * @param counts increments; the order is kept, so that sums are the same bit for bit
 * @param gaps what could not be measured, and why
 */
public record ServerEvidence(Instant at, Map<ServerCell, Counts> counts, List<Gap> gaps) {

    public ServerEvidence {
        counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
        gaps = List.copyOf(gaps);
    }

    /**
     * Servers of the old version, by the region that counted.
     *
     * @param arms tells the arm of a server in a region
     */
    public static SortedMap<Region, SortedSet<String>> oldServers(
            Iterable<ServerEvidence> looks, BiFunction<Region, Origin, Optional<Arm>> arms) {
        var servers = new TreeMap<Region, SortedSet<String>>();
        var seen = new HashSet<ServerCell>();
        for (ServerEvidence look : looks) {
            for (ServerCell one : look.counts().keySet()) {
                Region region = one.cell().countedIn();
                if (seen.add(one)
                        && arms.apply(region, one.cell().counting())
                                .filter(arm -> arm.side() == Arm.Side.OLD)
                                .isPresent()) {
                    servers.computeIfAbsent(region, _ -> new TreeSet<>()).add(one.server());
                }
            }
        }
        return servers;
    }

    /** Both together, at the later time. */
    public ServerEvidence plus(ServerEvidence other) {
        var sum = new LinkedHashMap<>(counts);
        other.counts.forEach((cell, more) -> sum.merge(cell, more, Counts::plus));
        return new ServerEvidence(
                at.isAfter(other.at) ? at : other.at,
                sum,
                Stream.concat(gaps.stream(), other.gaps.stream()).distinct().toList());
    }

    /** All servers together. */
    public VersionedEvidence sum() {
        var sum = new LinkedHashMap<VersionedCell, Counts>();
        counts.forEach((one, value) -> sum.merge(one.cell(), value, Counts::plus));
        return new VersionedEvidence(at, sum, gaps);
    }
}
