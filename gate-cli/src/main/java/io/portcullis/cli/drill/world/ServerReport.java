package io.portcullis.cli.drill.world;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one server says after a look.
 *
 * @param totals since its epoch began
 */
public record ServerReport(Server server, SortedMap<Series, Tally> totals) {
    public ServerReport {
        totals = Collections.unmodifiableSortedMap(new TreeMap<>(totals));
    }
}
