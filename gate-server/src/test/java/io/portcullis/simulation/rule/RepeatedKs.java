package io.portcullis.simulation.rule;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;

/**
 * Kolmogorov and Smirnov's test of two samples, asked each minute of all observations so far in every
 * region, at one per cent for all regions of a minute together: what a user of histograms would do.
 * Buckets hide part of the distance between the samples, so that it errs to the safe side.
 */
public final class RepeatedKs {

    private static final double ALPHA = 0.01;
    private static final int LOOKS_PER_MINUTE = 6;

    private final Cell[][] canaryCells;
    private final Cell[][] oldCells;
    private final double[][] canary;
    private final double[][] old;
    private boolean failed;

    /**
     * Before the first look.
     *
     * @param parts the buckets, ascending
     */
    public RepeatedKs(List<Region> regions, List<SignalName> parts) {
        canaryCells = cells(regions, parts, Arm.CANARY);
        oldCells = cells(regions, parts, Arm.STABLE);
        canary = new double[regions.size()][parts.size()];
        old = new double[regions.size()][parts.size()];
    }

    public void look(int lookId, LookEvidence evidence) {
        for (int place = 0; place < canary.length; place++) {
            for (int part = 0; part < canary[place].length; part++) {
                canary[place][part] += evidence.counts(canaryCells[place][part]).exposure();
                old[place][part] += evidence.counts(oldCells[place][part]).exposure();
            }
            if (lookId % LOOKS_PER_MINUTE == 0) {
                failed |= differ(canary[place], old[place]);
            }
        }
    }

    private static Cell[][] cells(List<Region> regions, List<SignalName> parts, Arm arm) {
        var cells = new Cell[regions.size()][parts.size()];
        for (int place = 0; place < cells.length; place++) {
            for (int part = 0; part < cells[place].length; part++) {
                cells[place][part] = new Cell.InRegion(parts.get(part), regions.get(place), arm);
            }
        }
        return cells;
    }

    /** D sqrt(n m / (n + m)) above sqrt(-ln(alpha) / 2), one-sided: the canary is slower. */
    private boolean differ(double[] ofCanary, double[] ofOld) {
        double n = sum(ofCanary);
        double m = sum(ofOld);
        double below = 0;
        double distance = 0;
        for (int part = 0; part < ofCanary.length && n > 0 && m > 0; part++) {
            below += ofOld[part] / m - ofCanary[part] / n;
            distance = Math.max(distance, below);
        }
        double limit = Math.sqrt(-Math.log(ALPHA / canary.length) / 2);
        return distance * Math.sqrt(n * m / (n + m)) > limit;
    }

    private static double sum(double[] counts) {
        double sum = 0;
        for (double count : counts) {
            sum += count;
        }
        return sum;
    }

    public boolean failed() {
        return failed;
    }
}
