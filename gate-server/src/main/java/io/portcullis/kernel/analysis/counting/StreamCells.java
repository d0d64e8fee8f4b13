package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import java.util.Arrays;
import java.util.List;

/**
 * Where each stream's two sides are in the columns of a look. A side is one cell, or two where the
 * end of a link that is not compared may run either old arm. Immutable.
 */
public final class StreamCells {

    /** A side with fewer is filled up with the cell that is always empty. */
    static final int CELLS_PER_SIDE = 2;

    private final int[] canary;
    private final int[] baseline;
    private final int[] stable;

    public StreamCells(Family family, CellIndex index) {
        int count = family.streams().size();
        canary = new int[count * CELLS_PER_SIDE];
        baseline = new int[count * CELLS_PER_SIDE];
        stable = new int[count * CELLS_PER_SIDE];
        for (int stream = 0; stream < count; stream++) {
            StreamKey key = family.streams().get(stream);
            set(canary, stream, Cells.canary(key), index);
            set(baseline, stream, Cells.comparison(key, Arm.BASELINE), index);
            set(stable, stream, Cells.comparison(key, Arm.STABLE), index);
        }
    }

    private static void set(int[] side, int stream, List<Cell> cells, CellIndex index) {
        int from = stream * CELLS_PER_SIDE;
        Arrays.fill(side, from, from + CELLS_PER_SIDE, index.size());
        int[] positions = index.positions(cells);
        System.arraycopy(positions, 0, side, from, positions.length);
    }

    double canaryExposure(int stream, CellCounts look) {
        return exposure(canary, stream, look);
    }

    long canaryEvents(int stream, CellCounts look) {
        return events(canary, stream, look);
    }

    boolean canarySeen(int stream, CellCounts look) {
        return seen(canary, stream, look);
    }

    double oldExposure(Arm arm, int stream, CellCounts look) {
        return exposure(side(arm), stream, look);
    }

    long oldEvents(Arm arm, int stream, CellCounts look) {
        return events(side(arm), stream, look);
    }

    boolean oldSeen(Arm arm, int stream, CellCounts look) {
        return seen(side(arm), stream, look);
    }

    double recentExposure(Arm arm, int stream, LookHistory history) {
        int[] side = side(arm);
        int from = stream * CELLS_PER_SIDE;
        return history.recentExposure(side[from]) + history.recentExposure(side[from + 1]);
    }

    long recentEvents(Arm arm, int stream, LookHistory history) {
        int[] side = side(arm);
        int from = stream * CELLS_PER_SIDE;
        return history.recentEvents(side[from]) + history.recentEvents(side[from + 1]);
    }

    /** One of the cells of a side. */
    int cell(Arm arm, int stream, int index) {
        return side(arm)[stream * CELLS_PER_SIDE + index];
    }

    private int[] side(Arm arm) {
        return switch (arm) {
            case CANARY -> canary;
            case BASELINE -> baseline;
            case STABLE -> stable;
        };
    }

    private static double exposure(int[] side, int stream, CellCounts look) {
        int from = stream * CELLS_PER_SIDE;
        return look.exposure(side[from]) + look.exposure(side[from + 1]);
    }

    private static long events(int[] side, int stream, CellCounts look) {
        int from = stream * CELLS_PER_SIDE;
        return look.events(side[from]) + look.events(side[from + 1]);
    }

    private static boolean seen(int[] side, int stream, CellCounts look) {
        int from = stream * CELLS_PER_SIDE;
        return look.seen(side[from]) || look.seen(side[from + 1]);
    }
}
