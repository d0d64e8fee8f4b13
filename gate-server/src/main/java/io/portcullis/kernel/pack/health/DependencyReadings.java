package io.portcullis.kernel.pack.health;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was read of a dependency in one region.
 *
 * @param bySelector what each selector found; one that is not there found nothing
 * @param up the {@code up} of its servers: who is scraped now, whether or not it answers
 */
public record DependencyReadings(Instant at, Map<String, Readings> bySelector, Readings up) {

    public DependencyReadings {
        bySelector = Map.copyOf(bySelector);
    }

    Readings of(String selector) {
        return bySelector.getOrDefault(selector, Readings.NONE);
    }

    Map<ScrapedServer, Double> now(String selector) {
        return of(selector).now(at.toEpochMilli());
    }

    /** Servers that had series before, are still scraped, and have none now. */
    Set<ScrapedServer> missing(String selector) {
        var missing = new TreeSet<>(of(selector).mostBefore().keySet());
        missing.retainAll(up.now(at.toEpochMilli()).keySet());
        missing.removeAll(now(selector).keySet());
        return missing;
    }
}
