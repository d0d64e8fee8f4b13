package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads looks place by place, all arms together. */
final class PlaceCells {

    private final List<List<Cell>> cells;

    PlaceCells(Family places) {
        cells = places.streams().stream().map(it -> Cells.all(it.signal(), it.place())).toList();
    }

    PlaceCounts counts(LookEvidence look) {
        var counts = new PlaceCounts(cells.size());
        for (int place = 0; place < cells.size(); place++) {
            counts.add(place, Cells.sum(cells.get(place), look));
        }
        return counts;
    }

    SortedMap<Integer, PlaceCounts> counts(DaysBefore days) {
        var counts = new TreeMap<Integer, PlaceCounts>();
        days.byDay().forEach((day, look) -> counts.put(day, counts(look)));
        return counts;
    }
}
