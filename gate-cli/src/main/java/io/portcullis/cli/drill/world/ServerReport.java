package io.portcullis.cli.drill.world;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one server says after a look.
 *
 * @param totals since its epoch began
 * @param pulls tracks of the mesh it relays or publishes
 * @param sessions it carries; negative where that is not told
 */
public record ServerReport(
        Server server, SortedMap<Series, Tally> totals, List<Pull> pulls, long sessions) {
    /** Of a server that tells no sessions. */
    public static final long UNTOLD = -1;

    public ServerReport {
        pulls = List.copyOf(pulls);
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }

    /** The same with its part in the mesh. */
    ServerReport with(List<Pull> more) {
        return new ServerReport(server, totals, more, sessions);
    }
}
