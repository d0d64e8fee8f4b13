package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.evidence.Arm;

/**
 * Windows of the looks kept, for the guard: streams against what they are compared with now. Where
 * each side is in the rows of the history is found once for all looks. Not thread-safe.
 */
final class KeptWindows implements Calibration.Windows {

    private final StreamCells cells;
    private final LookHistory history;
    private final StreamWindows windows;
    private final int[] canary;
    private final int[] old;

    KeptWindows(StreamCells cells, LookHistory history, int streamCount) {
        this.cells = cells;
        this.history = history;
        windows = new StreamWindows(streamCount);
        canary = new int[streamCount * StreamCells.CELLS_PER_SIDE];
        old = new int[streamCount * StreamCells.CELLS_PER_SIDE];
    }

    /** Finds both sides of a stream; good until the next look is added. */
    void locate(int stream, Arm comparison) {
        locate(stream, Arm.CANARY, canary);
        locate(stream, comparison, old);
    }

    private void locate(int stream, Arm arm, int[] columns) {
        int from = stream * StreamCells.CELLS_PER_SIDE;
        for (int index = 0; index < StreamCells.CELLS_PER_SIDE; index++) {
            columns[from + index] = history.column(cells.cell(arm, stream, index));
        }
    }

    /** A stream without both sides: its windows are empty. */
    void leaveOut(int stream) {
        int from = stream * StreamCells.CELLS_PER_SIDE;
        for (int index = from; index < from + StreamCells.CELLS_PER_SIDE; index++) {
            canary[index] = LookHistory.NO_COLUMN;
            old[index] = LookHistory.NO_COLUMN;
        }
    }

    @Override
    public int looks() {
        return history.looks();
    }

    @Override
    public StreamWindows at(int look) {
        double[] exposures = history.exposures(look);
        long[] events = history.events(look);
        for (int first = 0; first < canary.length; first += StreamCells.CELLS_PER_SIDE) {
            int stream = first / StreamCells.CELLS_PER_SIDE;
            windows.setCanary(stream, sum(exposures, canary, first), sum(events, canary, first));
            windows.setOld(stream, sum(exposures, old, first), sum(events, old, first));
        }
        return windows;
    }

    private static double sum(double[] row, int[] columns, int first) {
        return LookHistory.at(row, columns[first]) + LookHistory.at(row, columns[first + 1]);
    }

    private static long sum(long[] row, int[] columns, int first) {
        return LookHistory.at(row, columns[first]) + LookHistory.at(row, columns[first + 1]);
    }
}
