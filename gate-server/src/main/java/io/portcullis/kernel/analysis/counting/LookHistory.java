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

    /** A column that no row has: its cell counted nothing. */
    static final int NO_COLUMN = Integer.MAX_VALUE;

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
        Arrays.fill(columns, NO_COLUMN);
        cells = new int[index.size() + 1];
        recentEvents = new long[index.size() + 1];
        recentParts = new long[index.size() + 1];
    }

    /** Adds a look; of more than 360 the oldest is forgotten. */
    public void add(CellCounts look) {
        open(look);
        int row = added % LOOKS_MAX;
        room(row);
        double[] exposures = exposure[row];
        long[] counted = events[row];
        for (int column = 0; column < columnCount; column++) {
            int cell = cells[column];
            exposures[column] = look.exposure(cell);
            counted[column] = look.events(cell);
            recentEvents[cell] += look.events(cell);
            recentParts[cell] += parts(look.exposure(cell));
        }
        if (added >= HealthLimits.RECENT_LOOKS) {
            leave((added - HealthLimits.RECENT_LOOKS) % LOOKS_MAX);
        }
        added++;
    }

    /** Takes a look out of the sums over the last ones. */
    private void leave(int row) {
        double[] exposures = exposure[row];
        long[] counted = events[row];
        for (int column = 0; column < exposures.length; column++) {
            recentEvents[cells[column]] -= counted[column];
            recentParts[cells[column]] -= parts(exposures[column]);
        }
    }

    /** Gives a column to every cell that counts for the first time. */
    private void open(CellCounts look) {
        for (int cell = 0; cell < look.size(); cell++) {
            if (columns[cell] == NO_COLUMN && (look.exposure(cell) > 0 || look.events(cell) > 0)) {
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
        return at(exposures(look), columns[cell]);
    }

    /** An exposure as a whole number of small parts, so that sums of them come and go exactly. */
    private static long parts(double exposure) {
        return (long) (exposure * PARTS);
    }

    /** Events of a cell, likewise. */
    public long events(int look, int cell) {
        return at(events(look), columns[cell]);
    }

    /** Where a cell is in every row; it may move when the next look is added. */
    int column(int cell) {
        return columns[cell];
    }

    /** Exposures of a look by column, 0 the oldest kept; not to be changed. */
    double[] exposures(int look) {
        return exposure[row(look)];
    }

    /** Events of a look by column, likewise. */
    long[] events(int look) {
        return events[row(look)];
    }

    private int row(int look) {
        return (added - looks() + look) % LOOKS_MAX;
    }

    /** A column of a row; a row is as long as there were cells by then. */
    static double at(double[] row, int column) {
        return column < row.length ? row[column] : 0;
    }

    /** A column of a row, likewise. */
    static long at(long[] row, int column) {
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
