package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Which cells of a look, or of the looks kept, are summed for each of some keys. Immutable. */
public final class PlaceColumns {

    private final int[][] positions;

    private PlaceColumns(
            Collection<StreamKey> keys, CellIndex index, Function<StreamKey, List<Cell>> cells) {
        positions =
                keys.stream().map(key -> index.positions(cells.apply(key))).toArray(int[][]::new);
    }

    /** All arms at the keys' places. */
    public static PlaceColumns allArms(Collection<StreamKey> keys, CellIndex index) {
        return new PlaceColumns(keys, index, key -> Cells.all(key.signal(), key.place()));
    }

    /** The old version alone at the keys' places. */
    static PlaceColumns oldArms(Collection<StreamKey> keys, CellIndex index) {
        return new PlaceColumns(keys, index, key -> Cells.old(key.signal(), key.place()));
    }

    /** What the new version took part in at the keys' places. */
    static PlaceColumns withCanary(Collection<StreamKey> keys, CellIndex index) {
        return new PlaceColumns(keys, index, key -> Cells.withCanary(key.signal(), key.place()));
    }

    /** The canary's side of streams. */
    public static PlaceColumns canary(Collection<StreamKey> keys, CellIndex index) {
        return new PlaceColumns(keys, index, Cells::canary);
    }

    public int size() {
        return positions.length;
    }

    public double exposure(int key, CellCounts look) {
        double sum = 0;
        for (int position : positions[key]) {
            sum += look.exposure(position);
        }
        return sum;
    }

    public long events(int key, CellCounts look) {
        long sum = 0;
        for (int position : positions[key]) {
            sum += look.events(position);
        }
        return sum;
    }

    Counts counts(int key, CellCounts look) {
        return new Counts(exposure(key, look), events(key, look));
    }

    /** Exposure at a look kept, 0 the oldest. */
    public double exposure(int key, LookHistory history, int look) {
        double sum = 0;
        for (int position : positions[key]) {
            sum += history.exposure(look, position);
        }
        return sum;
    }

    /** Events at a look kept, 0 the oldest. */
    public long events(int key, LookHistory history, int look) {
        long sum = 0;
        for (int position : positions[key]) {
            sum += history.events(look, position);
        }
        return sum;
    }

    /** The last 18 looks of a history. */
    public HealthWatch.Recent recent(LookHistory history) {
        return new HealthWatch.Recent() {
            @Override
            public double exposure(int key) {
                double sum = 0;
                for (int position : positions[key]) {
                    sum += history.recentExposure(position);
                }
                return sum;
            }

            @Override
            public long events(int key) {
                long sum = 0;
                for (int position : positions[key]) {
                    sum += history.recentEvents(position);
                }
                return sum;
            }
        };
    }
}
