package io.portcullis.cli.drill.world;

import java.util.List;

/**
 * What all servers say after one look.
 *
 * @param look 1, 2, ... since the world began
 * @param reports of every server that runs, in a fixed order
 * @param probes what agents beside these servers find; none where nobody probes
 */
public record WorldLook(long look, List<ServerReport> reports, List<Probed> probes) {
    public WorldLook {
        reports = List.copyOf(reports);
        probes = List.copyOf(probes);
    }
}
