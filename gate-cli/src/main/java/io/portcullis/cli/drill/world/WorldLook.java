package io.portcullis.cli.drill.world;

import java.util.List;

/**
 * What all servers say after one look.
 *
 * @param look 1, 2, ... since the world began
 * @param reports of every server that runs, in a fixed order
 */
public record WorldLook(long look, List<ServerReport> reports) {
    public WorldLook {
        reports = List.copyOf(reports);
    }
}
