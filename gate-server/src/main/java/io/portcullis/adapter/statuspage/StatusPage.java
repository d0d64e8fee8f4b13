package io.portcullis.adapter.statuspage;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A provider's status page.
 *
 * @param provider its name
 * @param url of the feed, such as {@code https://status.example.com/api/v2/summary.json}
 * @param components names of those that matter; at least one
 * @param unfitFrom the least bad status that is unfit
 * @param every how often it is asked
 * @param regions and services that depend on it; empty for none in particular, and all
 */
public record StatusPage(
        String provider,
        URI url,
        SortedSet<String> components,
        ComponentStatus unfitFrom,
        Duration every,
        SortedSet<Region> regions,
        SortedSet<ServiceName> services,
        Rule rule) {

    public StatusPage {
        if (components.isEmpty()) {
            throw new IllegalArgumentException(
                    "components of " + provider + " is empty; must name those that matter");
        }
        if (unfitFrom == ComponentStatus.OPERATIONAL) {
            throw new IllegalArgumentException("unfitFrom is OPERATIONAL; must be worse");
        }
        components = Collections.unmodifiableSortedSet(new TreeSet<>(components));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
    }

    List<Subject> subjects(String component) {
        return Subject.each(Subject.Kind.PROVIDER, provider + ": " + component, services, regions);
    }
}
