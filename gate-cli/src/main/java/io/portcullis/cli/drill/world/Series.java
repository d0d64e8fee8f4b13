package io.portcullis.cli.drill.world;

import java.util.Comparator;

/**
 * What a server counts.
 *
 * @param sourceRegion far end of a link; empty for a signal of the region itself
 * @param sourceServer id of the far server; empty as well
 * @param sourceVersion version of the far server; empty as well
 */
public record Series(String signal, String sourceRegion, String sourceServer, String sourceVersion)
        implements Comparable<Series> {
    private static final Comparator<Series> ORDER =
            Comparator.comparing(Series::signal)
                    .thenComparing(Series::sourceRegion)
                    .thenComparing(Series::sourceServer)
                    .thenComparing(Series::sourceVersion);

    static Series ofRegion(String signal) {
        return new Series(signal, "", "", "");
    }

    /** Whether it is counted on a link. */
    public boolean onLink() {
        return !sourceRegion.isEmpty();
    }

    @Override
    public int compareTo(Series other) {
        return ORDER.compare(this, other);
    }
}
