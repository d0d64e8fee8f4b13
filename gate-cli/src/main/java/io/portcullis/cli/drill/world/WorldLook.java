package io.portcullis.cli.drill.world;

import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What all servers say after one look.
 *
 * @param look 1, 2, ... since the world began
 * @param withdrawn regions that take themselves out of service
 * @param reports of every server that runs, in a fixed order
 * @param probes what agents beside these servers find; none where nobody probes
 */
public record WorldLook(
        long look, SortedSet<String> withdrawn, List<ServerReport> reports, List<Probed> probes) {
    public WorldLook {
        withdrawn = Collections.unmodifiableSortedSet(new TreeSet<>(withdrawn));
        reports = List.copyOf(reports);
        probes = List.copyOf(probes);
    }
}
