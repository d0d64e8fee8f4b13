package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.PlaceColumns;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.Counts;
import java.util.Arrays;

/** Counts of all arms, place by place. */
final class PlaceCounts {

    private final double[] exposure;
    private final long[] events;

    PlaceCounts(int places) {
        exposure = new double[places];
        events = new long[places];
    }

    void add(int place, Counts counts) {
        exposure[place] += counts.exposure();
        events[place] += counts.events();
    }

    /** Takes up a look in place of what was there. */
    void set(PlaceColumns cells, CellCounts look) {
        for (int place = 0; place < events.length; place++) {
            exposure[place] = cells.exposure(place, look);
            events[place] = cells.events(place, look);
        }
    }

    void add(PlaceCounts other) {
        for (int place = 0; place < events.length; place++) {
            exposure[place] += other.exposure[place];
            events[place] += other.events[place];
        }
    }

    void clear() {
        Arrays.fill(exposure, 0);
        Arrays.fill(events, 0);
    }

    int size() {
        return events.length;
    }

    double exposure(int place) {
        return exposure[place];
    }

    long events(int place) {
        return events[place];
    }

    /** Sum of exposures of these places. */
    double exposure(int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += exposure[place];
        }
        return sum;
    }

    /** Sum of events of these places. */
    long events(int[] places) {
        long sum = 0;
        for (int place : places) {
            sum += events[place];
        }
        return sum;
    }

    void write(StateWriter state) {
        for (int place = 0; place < events.length; place++) {
            state.writeCompact(exposure[place]);
            state.writeCompact(events[place]);
        }
    }

    void read(StateReader state) {
        for (int place = 0; place < events.length; place++) {
            exposure[place] = state.readCompactDouble();
            events[place] = state.readCompactLong();
        }
    }
}
