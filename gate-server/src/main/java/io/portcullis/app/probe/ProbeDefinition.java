package io.portcullis.app.probe;

import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeTask;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A probe the user wants.
 *
 * @param from names or regions of the vantage points it is run from; empty for all
 * @param services it speaks for; empty for all
 * @param regions it speaks for; empty for none in particular
 * @param rule what follows when it fails
 */
public record ProbeDefinition(
        ProbeTask task,
        SortedSet<String> from,
        SortedSet<ServiceName> services,
        SortedSet<Region> regions,
        Rule rule) {

    public ProbeDefinition {
        from = Collections.unmodifiableSortedSet(new TreeSet<>(from));
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
    }

    public String name() {
        return task.name();
    }

    /** Whether it is run from there. */
    public boolean isFrom(Vantage vantage) {
        Region region = vantage.region();
        return from.isEmpty()
                || from.contains(vantage.name())
                || (region != null && from.contains(region.name()));
    }

    /** One for each service and region it speaks for. */
    List<Subject> subjects() {
        return Subject.each(Subject.Kind.PROBE, name(), services, regions);
    }
}
