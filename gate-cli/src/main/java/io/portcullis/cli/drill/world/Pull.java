package io.portcullis.cli.drill.world;

/**
 * A server's part in relaying a track that others want, too.
 *
 * @param sourceRegion where it pulls the track from; empty for the server that publishes it
 * @param active whether packets come; it waits for them otherwise
 */
public record Pull(String track, String sourceRegion, String sourceServer, boolean active) {
    static Pull published(String track) {
        return new Pull(track, "", "", true);
    }

    static Pull from(String track, Server source, boolean active) {
        return new Pull(track, source.region(), source.id(), active);
    }

    /** Whether it pulls the track, and does not publish it. */
    public boolean isEdge() {
        return !sourceServer.isEmpty();
    }
}
