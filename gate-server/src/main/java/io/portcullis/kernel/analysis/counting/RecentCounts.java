package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;

/** Counts of each stream over the last looks (analysis 2.8). Not thread-safe. */
public final class RecentCounts implements HealthWatch.Recent {

    private final int looksKept;
    private final double[] exposure;
    private final long[] events;
    private final int streamCount;
    private int position;

    public RecentCounts(int streamCount, int looksKept) {
        this.streamCount = streamCount;
        this.looksKept = looksKept;
        exposure = new double[streamCount * looksKept];
        events = new long[streamCount * looksKept];
    }

    /** Begins a look: the oldest one is forgotten. */
    public void next() {
        position = (position + 1) % looksKept;
        for (int stream = 0; stream < streamCount; stream++) {
            exposure[stream * looksKept + position] = 0;
            events[stream * looksKept + position] = 0;
        }
    }

    /** Adds to the look begun last. */
    public void add(int stream, double addedExposure, long addedEvents) {
        exposure[stream * looksKept + position] += addedExposure;
        events[stream * looksKept + position] += addedEvents;
    }

    /** Sum over the looks kept, from the first slot on: the same bits after a restore. */
    @Override
    public double exposure(int stream) {
        double sum = 0;
        for (int look = 0; look < looksKept; look++) {
            sum += exposure[stream * looksKept + look];
        }
        return sum;
    }

    @Override
    public long events(int stream) {
        long sum = 0;
        for (int look = 0; look < looksKept; look++) {
            sum += events[stream * looksKept + look];
        }
        return sum;
    }

    public void write(StateWriter state) {
        state.write(position);
        state.write(exposure);
        state.write(events);
    }

    public void read(StateReader state) {
        position = state.readInt();
        state.read(exposure);
        state.read(events);
    }
}
