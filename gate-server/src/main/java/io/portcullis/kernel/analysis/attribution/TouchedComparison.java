package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.counting.CellCounts;
import io.portcullis.kernel.analysis.counting.CellIndex;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.analysis.counting.LookHistory;
import io.portcullis.kernel.analysis.counting.LooksBefore;
import io.portcullis.kernel.analysis.counting.PlaceColumns;
import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Tells harm to what both arms share from trouble of the world: the touched places of a rollout
 * against the untouched ones, through all its stages, and whether the untouched are healthy (analysis
 * 2.8). Not thread-safe; deterministic bit for bit.
 */
public final class TouchedComparison {

    private final AnalysisPlan plan;
    private final TouchedFamily family;
    private final PlaceColumns cells;
    private final CellCounts past;
    private final PlaceCounts now;
    private final TouchedTest test;
    private final PlaceHealth health;
    private final RecentDays recentDays;
    private final boolean[] preExisting;
    private final int[] touchedSince;
    private int stage;
    private int lastLook;

    /**
     * A comparison before the first look.
     *
     * @param reference the looks before the rollout
     * @param history the rollout's last looks, each added before it is applied here
     */
    public TouchedComparison(
            AnalysisPlan plan, LooksBefore reference, CellIndex index, LookHistory history) {
        this.plan = plan;
        family = TouchedFamily.of(plan);
        cells = PlaceColumns.allArms(family.places().streams(), index);
        past = new CellCounts(index);
        now = new PlaceCounts(cells.size());
        AnalysisParameters parameters = plan.parameters();
        test =
                new TouchedTest(
                        family.weights(),
                        family.exchanged(),
                        family.signals(),
                        new TouchedTest.Setting(
                                parameters.toleranceExcess(),
                                parameters.sharedAlpha(),
                                plan.looksPlanned()));
        health = new PlaceHealth(family.places(), reference, cells.recent(history));
        recentDays = new RecentDays(cells.size());
        preExisting = new boolean[family.keys().size()];
        touchedSince = new int[family.keys().size()];
    }

    /** Counts the first looks as made, without any traffic. */
    public void skip(int looks) {
        test.skip(looks);
        lastLook = looks;
    }

    /**
     * Whether the next look, or the stage after this one, wants to know of earlier days: something
     * is touched that has nothing untouched beside it.
     */
    public boolean wantsDays() {
        return isWithoutUntouched(stage) || isWithoutUntouched(stage + 1);
    }

    private boolean isWithoutUntouched(int number) {
        if (number < 1 || number > plan.stages().size()) {
            return false;
        }
        Sides sides = family.sides(plan.stage(number));
        return IntStream.range(0, family.keys().size())
                .anyMatch(stream -> sides.isLive(stream) && !sides.hasUntouched(stream));
    }

    /**
     * Opens a stage: what is touched, what is usual at each place, how much places differ by
     * themselves, and what was bad already.
     *
     * @param before the last looks before it, oldest first
     */
    public void open(StagePlan opened, List<LookEvidence> before) {
        stage = opened.number();
        int from = Math.max(0, before.size() - AnalysisPlan.LOOKS_BEFORE_MAX);
        List<PlaceCounts> looks =
                before.subList(from, before.size()).stream().map(this::counts).toList();
        PlaceCounts total = sum(looks);
        Sides sides = family.sides(opened);
        var rates =
                new PlaceRates(family.signals(), total.size(), plan.parameters().toleranceExcess());
        rates.estimate(total);
        var dispersions =
                new TouchedDispersions(family, plan.regions(), plan.parameters().dispersion());
        test.open(sides, total, dispersions.of(sides, rates, looks));
        findPreExisting(sides, looks);
        for (int stream = 0; stream < touchedSince.length; stream++) {
            if (touchedSince[stream] == 0 && sides.isLive(stream)) {
                touchedSince[stream] = lastLook + 1;
            }
        }
    }

    private void findPreExisting(Sides sides, List<PlaceCounts> looks) {
        int from = Math.max(0, looks.size() - HealthLimits.RECENT_LOOKS);
        PlaceCounts last = sum(looks.subList(from, looks.size()));
        PlaceCounts earlier = recentDays.sum();
        for (int stream = 0; stream < preExisting.length; stream++) {
            PlaceCounts other = sides.hasUntouched(stream) ? last : earlier;
            preExisting[stream] = sides.isLive(stream) && test.isBad(stream, last, other);
        }
    }

    private PlaceCounts counts(LookEvidence look) {
        past.read(look);
        var counts = new PlaceCounts(cells.size());
        counts.set(cells, past);
        return counts;
    }

    private SortedMap<Integer, PlaceCounts> counts(DaysBefore days) {
        var counts = new TreeMap<Integer, PlaceCounts>();
        days.byDay().forEach((day, look) -> counts.put(day, counts(look)));
        return counts;
    }

    private PlaceCounts sum(List<PlaceCounts> looks) {
        var sum = new PlaceCounts(family.places().streams().size());
        looks.forEach(sum::add);
        return sum;
    }

    /** Applies a look that the history has taken up. */
    public void look(CellCounts look, DaysBefore days) {
        lastLook++;
        now.set(cells, look);
        SortedMap<Integer, PlaceCounts> then =
                days.suffice() ? counts(days) : Collections.emptySortedMap();
        recentDays.add(then.values());
        test.look(now, then);
    }

    /** What the last look found. */
    public Attribution findings() {
        return new AttributionReport(plan, family, test, health)
                .of(stage, preExisting, touchedSince);
    }

    /** State besides the plan, the reference and the history. */
    public void write(StateWriter state) {
        state.write(stage);
        state.write(lastLook);
        for (boolean bad : preExisting) {
            state.write(bad);
        }
        state.write(touchedSince);
        recentDays.write(state);
        test.write(state);
    }

    public void read(StateReader state) {
        stage = state.readInt();
        lastLook = state.readInt();
        for (int stream = 0; stream < preExisting.length; stream++) {
            preExisting[stream] = state.readBoolean();
        }
        state.read(touchedSince);
        recentDays.read(state);
        test.read(
                state,
                stage == 0 ? Sides.none(family.keys().size()) : family.sides(plan.stage(stage)));
    }
}
