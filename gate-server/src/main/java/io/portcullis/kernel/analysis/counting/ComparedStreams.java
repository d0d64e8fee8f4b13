package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The two sides of each stream of the release comparator: which old arm is compared, what a look
 * counted on both, and what the looks kept did. The comparison arm is fixed when a stream's share
 * changes: BASELINE where it has traffic in the looks just before, else at the first look with canary
 * traffic, BASELINE where it has some then, else STABLE (analysis 1).
 */
public final class ComparedStreams implements HealthWatch.Recent {

    /** In the order snapshots count them. */
    private static final List<Comparison> COMPARISONS = List.of(Comparison.values());

    private final StreamCells cells;
    private final LookHistory history;
    private final KeptWindows kept;
    private final Comparison[] comparisons;
    private final Map<Region, Integer> regions = new HashMap<>();
    private final int[] countedIn;
    private final boolean[] silent;
    private boolean[] live;

    /** What a stream is compared with. */
    private enum Comparison {
        OPEN(Arm.STABLE),
        WITH_BASELINE(Arm.BASELINE),
        WITH_STABLE(Arm.STABLE);

        private final Arm arm;

        Comparison(Arm arm) {
            this.arm = arm;
        }
    }

    public ComparedStreams(Family family, CellIndex index, LookHistory history) {
        this.history = history;
        cells = new StreamCells(family, index);
        int streams = family.streams().size();
        kept = new KeptWindows(cells, history, streams);
        comparisons = new Comparison[streams];
        Arrays.fill(comparisons, Comparison.OPEN);
        countedIn = new int[streams];
        for (int stream = 0; stream < streams; stream++) {
            Region region = Cells.countedIn(family.streams().get(stream).place());
            countedIn[stream] = regions.computeIfAbsent(region, _ -> regions.size());
        }
        silent = new boolean[regions.size()];
        live = new boolean[streams];
    }

    /** Takes up which streams have both sides at a stage. */
    public void enter(boolean[] nowLive) {
        live = nowLive.clone();
    }

    /** The share of a stream changes: its comparison arm is fixed anew. */
    public void change(int stream, boolean baselineRuns) {
        comparisons[stream] = baselineRuns ? Comparison.WITH_BASELINE : Comparison.OPEN;
    }

    /** Begins a look. */
    public void next(Set<Region> silentRegions) {
        Arrays.fill(silent, false);
        for (Region region : silentRegions) {
            Integer position = regions.get(region);
            if (position != null) {
                silent[position] = true;
            }
        }
    }

    /** Fixes a comparison arm left open when the canary has traffic; says whether it did. */
    public boolean fix(int stream, CellCounts look) {
        if (comparisons[stream] != Comparison.OPEN || cells.canaryExposure(stream, look) <= 0) {
            return false;
        }
        boolean baseline = cells.oldExposure(Arm.BASELINE, stream, look) > 0;
        comparisons[stream] = baseline ? Comparison.WITH_BASELINE : Comparison.WITH_STABLE;
        return true;
    }

    /** Whether a stream is compared with the baseline. */
    public boolean isAgainstBaseline(int stream) {
        return comparisons[stream] == Comparison.WITH_BASELINE;
    }

    /**
     * Whether a stream has no window: the region that counts has a gap and one side is not there.
     * Without a gap an absent cell saw no traffic.
     */
    public boolean isMissing(int stream, CellCounts look) {
        return silent[countedIn[stream]]
                && !(cells.canarySeen(stream, look)
                        && cells.oldSeen(comparisons[stream].arm, stream, look));
    }

    public double canaryExposure(int stream, CellCounts look) {
        return cells.canaryExposure(stream, look);
    }

    public long canaryEvents(int stream, CellCounts look) {
        return cells.canaryEvents(stream, look);
    }

    public double oldExposure(int stream, CellCounts look) {
        return cells.oldExposure(comparisons[stream].arm, stream, look);
    }

    public long oldEvents(int stream, CellCounts look) {
        return cells.oldEvents(comparisons[stream].arm, stream, look);
    }

    /** Of the comparison arm, over the last 18 looks. */
    @Override
    public double exposure(int stream) {
        return cells.recentExposure(comparisons[stream].arm, stream, history);
    }

    @Override
    public long events(int stream) {
        return cells.recentEvents(comparisons[stream].arm, stream, history);
    }

    /** Windows of the looks kept, of the streams that are live now; good until the next look. */
    public Calibration.Windows kept() {
        for (int stream = 0; stream < live.length; stream++) {
            if (live[stream]) {
                kept.locate(stream, comparisons[stream].arm);
            } else {
                kept.leaveOut(stream);
            }
        }
        return kept;
    }

    public void write(StateWriter state) {
        for (Comparison comparison : comparisons) {
            state.writeCompact((long) COMPARISONS.indexOf(comparison));
        }
    }

    public void read(StateReader state) {
        for (int stream = 0; stream < comparisons.length; stream++) {
            comparisons[stream] = COMPARISONS.get((int) state.readCompactLong());
        }
    }
}
