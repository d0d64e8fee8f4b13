package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Alerts of the user's own that say something of the environment.
 *
 * @param name for people
 * @param matchers which alerts
 * @param regions whose metric stores are asked
 * @param services they speak for; empty for all
 * @param rule what follows when one fires; its freshness is the least, rules that are evaluated
 *     rarely stay fresh for longer
 */
public record AlertWatch(
        String name,
        LabelMatchers matchers,
        SortedSet<Region> regions,
        SortedSet<ServiceName> services,
        Rule rule) {

    public AlertWatch {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }
}
