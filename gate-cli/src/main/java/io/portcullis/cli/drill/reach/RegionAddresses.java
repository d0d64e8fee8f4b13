package io.portcullis.cli.drill.reach;

/**
 * Where a region is reached.
 *
 * @param relay host and port at which its servers relay to their peers
 * @param edge address of its public edge
 */
public record RegionAddresses(String relay, String edge) {
    private static final String HOST = "127.0.0.1:";

    /** Both on loopback. */
    static RegionAddresses at(int relayPort, int edgePort) {
        return new RegionAddresses(HOST + relayPort, "http://" + HOST + edgePort + "/");
    }
}
