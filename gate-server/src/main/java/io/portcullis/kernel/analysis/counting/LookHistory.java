package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import java.util.Arrays;

/**
 * The counts of a rollout's last 360 looks by cell, in a ring of rows. A cell takes up room from the
 * first look on at which it counted something, so that arms a plan never runs cost nothing. It is
 * not part of a snapshot: applying the same looks again fills it with the same bits. Not
 * thread-safe.
 */
public final class LookHistory {

    /** Looks kept. */
    public static final int LOOKS_MAX = AnalysisPlan.LOOKS_BEFORE_MAX;

    private static final int NONE = -1;
    private static final double PARTS = 0x1p20;

    private final double[][] exposure = new double[LOOKS_MAX][0];
    private final long[][] events = new long[LOOKS_MAX][0];
    private final int[] columns;
    private final int[] cells;
    private final long[] recentEvents;
    private final long[] recentParts;
    private int columnCount;
    private int added;

    /** An empty history of as many cells as the index knows. */
    public LookHistory(CellIndex index) {
        columns = new int[index.size() + 1];
        Arrays.fill(columns, NONE);
        cells = new int[index.size() + 1];
        recentEvents = new long[index.size() + 1];
        recentParts = new long[index.size() + 1];
    }

    /** Adds a look; of more than 360 the oldest is forgotten. */
    public void add(CellCounts look) {
        open(look);
        int row = added % LOOKS_MAX;
        room(row);
        int leaving = added - HealthLimits.RECENT_LOOKS;
        for (int column = 0; column < columnCount; column++) {
            int cell = cells[column];
            exposure[row][column] = look.exposure(cell);
            events[row][column] = look.events(cell);
            recentEvents[cell] += look.events(cell);
            recentParts[cell] += parts(look.exposure(cell));
            if (leaving >= 0) {
                recentEvents[cell] -= eventsAt(leaving, column);
                recentParts[cell] -= parts(exposureAt(leaving, column));
            }
        }
        added++;
    }

    /** Gives a column to every cell that counts for the first time. */
    private void open(CellCounts look) {
        for (int cell = 0; cell < look.size(); cell++) {
            if (columns[cell] == NONE && (look.exposure(cell) > 0 || look.events(cell) > 0)) {
                columns[cell] = columnCount;
                cells[columnCount++] = cell;
            }
        }
    }

    private void room(int row) {
        if (exposure[row].length < columnCount) {
            exposure[row] = new double[columnCount];
            events[row] = new long[columnCount];
        }
    }

    /** Looks kept at present. */
    public int looks() {
        return Math.min(added, LOOKS_MAX);
    }

    /**
     * Exposure of a cell.
     *
     * @param look 0 is the oldest kept
     */
    public double exposure(int look, int cell) {
        int column = columns[cell];
        return column == NONE ? 0 : exposureAt(added - looks() + look, column);
    }

    private double exposureAt(int position, int column) {
        double[] row = exposure[position % LOOKS_MAX];
        return column < row.length ? row[column] : 0;
    }

    /** An exposure as a whole number of small parts, so that sums of them come and go exactly. */
    private static long parts(double exposure) {
        return (long) (exposure * PARTS);
    }

    /** Events of a cell, likewise. */
    public long events(int look, int cell) {
        int column = columns[cell];
        return column == NONE ? 0 : eventsAt(added - looks() + look, column);
    }

    private long eventsAt(int position, int column) {
        long[] row = events[position % LOOKS_MAX];
        return column < row.length ? row[column] : 0;
    }

    /** Exposure of a cell over the last 18 looks, to a millionth. */
    double recentExposure(int cell) {
        return recentParts[cell] / PARTS;
    }

    /** Events of a cell over the last 18 looks. */
    long recentEvents(int cell) {
        return recentEvents[cell];
    }
}
