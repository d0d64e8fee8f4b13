package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.HashMap;
import java.util.Map;

/** A sum of increments by cell. Not thread-safe. */
final class Tally {

    private final Map<VersionedCell, double[]> sums = new HashMap<>();

    /** An increment of 0 says that the cell was measured; of a histogram its whole says so. */
    void add(VersionedCell cell, Share share, double increment) {
        if (increment == 0 && Bucket.isBucket(cell.signal())) {
            return;
        }
        add(cell, share.total(increment), share.bad(increment));
    }

    private void add(VersionedCell cell, double total, double bad) {
        double[] sum = sums.computeIfAbsent(cell, _ -> new double[2]);
        sum[0] += total;
        sum[1] += bad;
    }

    void addAll(Tally other) {
        other.sums.forEach((cell, sum) -> add(cell, sum[0], sum[1]));
    }

    boolean isEmpty() {
        return sums.isEmpty();
    }

    int size() {
        return sums.size();
    }

    Map<VersionedCell, Counts> counts() {
        var counts = new HashMap<VersionedCell, Counts>();
        sums.forEach((cell, sum) -> counts.put(cell, new Counts(sum[0], Math.round(sum[1]))));
        return counts;
    }
}
