package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Arrays;
import java.util.Map;

/** The counts of one look in columns by {@link CellIndex} position. Reused from look to look. */
public final class CellCounts {

    private final CellIndex index;
    private final double[] exposure;
    private final long[] events;
    private final boolean[] seen;

    public CellCounts(CellIndex index) {
        this.index = index;
        exposure = new double[index.size() + 1];
        events = new long[index.size() + 1];
        seen = new boolean[index.size() + 1];
    }

    /** Takes up a look in place of the one before; cells the plan does not count are passed over. */
    public void read(LookEvidence evidence) {
        Arrays.fill(exposure, 0);
        Arrays.fill(events, 0);
        Arrays.fill(seen, false);
        for (Map.Entry<Cell, Counts> entry : evidence.counts().entrySet()) {
            int position = index.position(entry.getKey());
            if (position >= 0) {
                exposure[position] = entry.getValue().exposure();
                events[position] = entry.getValue().events();
                seen[position] = true;
            }
        }
    }

    public int size() {
        return index.size();
    }

    public double exposure(int position) {
        return exposure[position];
    }

    public long events(int position) {
        return events[position];
    }

    /** Whether the cell was measured, with or without traffic. */
    boolean seen(int position) {
        return seen[position];
    }
}
