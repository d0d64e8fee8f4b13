package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is remembered from look to look.
 *
 * @param falls of sessions that did not come back
 * @param offline regions that are offline though they can be reached, and since when
 */
public record IsolationState(
        SortedMap<Side, Held> sides,
        SortedMap<Link, Held> links,
        SortedMap<Region, Fall> falls,
        SortedMap<Region, Instant> offline) {

    public static final IsolationState NONE =
            new IsolationState(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    public IsolationState {
        sides = Collections.unmodifiableSortedMap(new TreeMap<>(sides));
        links = Collections.unmodifiableSortedMap(new TreeMap<>(links));
        falls = Collections.unmodifiableSortedMap(new TreeMap<>(falls));
        offline = Collections.unmodifiableSortedMap(new TreeMap<>(offline));
    }

    /**
     * As it is taken up again.
     *
     * @param unseen since the last look
     */
    public IsolationState after(Duration unseen, IsolationLimits limits) {
        return unseen.compareTo(limits.apartMax()) <= 0
                ? this
                : new IsolationState(interrupted(sides), interrupted(links), falls, offline);
    }

    private static <K> SortedMap<K, Held> interrupted(SortedMap<K, Held> some) {
        var interrupted = new TreeMap<>(some);
        interrupted.replaceAll((_, held) -> held.interrupted());
        return interrupted;
    }
}
