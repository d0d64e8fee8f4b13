package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Cell;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Positions of all cells a plan counts, so that a look's evidence is searched once. Immutable. */
public final class CellIndex {

    private final Map<Cell, Integer> positions = new HashMap<>();

    public CellIndex(AnalysisPlan plan) {
        for (StreamKey place : StageScope.places(plan).streams()) {
            for (Cell cell : Cells.all(place.signal(), place.place())) {
                positions.putIfAbsent(cell, positions.size());
            }
        }
    }

    /** How many cells there are; also the position of one that is always empty. */
    public int size() {
        return positions.size();
    }

    /** Position of a cell; -1 for one the plan does not count. */
    int position(Cell cell) {
        Integer position = positions.get(cell);
        return position == null ? -1 : position;
    }

    /** Positions of some cells, all counted by the plan. */
    public int[] positions(List<Cell> cells) {
        return cells.stream().mapToInt(this::position).toArray();
    }
}
