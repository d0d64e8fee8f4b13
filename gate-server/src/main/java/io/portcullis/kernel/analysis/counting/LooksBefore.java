package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was counted before a rollout or stage, by signal and place (analysis 2.7): every look with all
 * arms together, and the sums of the old version. Immutable.
 */
public final class LooksBefore {

    /** p-hat where nothing is known (analysis 2.6). */
    private static final double RATE_UNKNOWN = 0.01;

    private final Family places;
    private final int looks;
    private final Counts[][] all;
    private final Counts[] old;
    private final Map<SignalName, Counts> ofSignals;

    private LooksBefore(Family places, int looks, Counts[][] all, Counts[] old) {
        this.places = places;
        this.looks = looks;
        this.all = all;
        this.old = old;
        ofSignals = ofSignals(places, old);
    }

    /**
     * Counts of the last looks.
     *
     * @param evidence oldest first; of more than 360 the last are used
     */
    public static LooksBefore of(AnalysisPlan plan, List<LookEvidence> evidence) {
        List<LookEvidence> last =
                evidence.subList(
                        Math.max(0, evidence.size() - AnalysisPlan.LOOKS_BEFORE_MAX),
                        evidence.size());
        Family places = StageScope.places(plan);
        int count = places.streams().size();
        var all = new Counts[count][last.size()];
        var old = new Counts[count];
        Arrays.fill(old, Counts.NONE);
        var index = new CellIndex(plan);
        var columns = new CellCounts(index);
        var oldCells = PlaceColumns.oldArms(places.streams(), index);
        var withCanary = PlaceColumns.withCanary(places.streams(), index);
        for (int look = 0; look < last.size(); look++) {
            columns.read(last.get(look));
            for (int place = 0; place < count; place++) {
                Counts oldCounts = oldCells.counts(place, columns);
                all[place][look] = oldCounts.plus(withCanary.counts(place, columns));
                old[place] = old[place].plus(oldCounts);
            }
        }
        return new LooksBefore(places, last.size(), all, old);
    }

    public int looks() {
        return looks;
    }

    /** Looks of a bake compared with these: its last ones, at most as many as there are here. */
    public int looksCompared(int bakeLooks) {
        int most = Math.min(bakeLooks, AnalysisPlan.LOOKS_BEFORE_MAX);
        return Math.max(1, looks == 0 ? most : Math.min(most, looks));
    }

    /** All arms at one look, 0 the oldest. */
    public Counts all(StreamKey place, int look) {
        return all[index(place)][look];
    }

    /** All arms look by look, oldest first. */
    public List<Counts> all(StreamKey place) {
        return List.of(all[index(place)]);
    }

    /** All arms, per look on average. */
    public double exposurePerLook(StreamKey place) {
        double total = 0;
        for (Counts look : all[index(place)]) {
            total += look.exposure();
        }
        return looks == 0 ? 0 : total / looks;
    }

    /** p-hat = (X + 1) / (N + 1/pbar) of the old version; 0.01 where nothing is known. */
    public double rate(StreamKey place) {
        Counts ofSignal = ofSignal(place.signal());
        if (ofSignal.exposure() == 0) {
            return RATE_UNKNOWN;
        }
        Counts counts = old[index(place)];
        return (counts.events() + 1) / (counts.exposure() + 1 / meanRate(ofSignal));
    }

    /** Health limits of a group of places: a single one by its signal's rate, a sum by its own. */
    public HealthLimits limits(List<StreamKey> members, boolean single, double ceiling) {
        Counts sum = Counts.NONE;
        for (StreamKey member : members) {
            sum = sum.plus(old[index(member)]);
        }
        double meanRate = meanRate(single ? ofSignal(members.getFirst().signal()) : sum);
        return HealthLimits.of(sum.exposure(), sum.events(), meanRate, ceiling);
    }

    /** pbar = (sum X + 1) / (sum N + 1). */
    private static double meanRate(Counts sum) {
        return (sum.events() + 1) / (sum.exposure() + 1);
    }

    private Counts ofSignal(SignalName signal) {
        return ofSignals.getOrDefault(signal, Counts.NONE);
    }

    private static Map<SignalName, Counts> ofSignals(Family places, Counts[] old) {
        var sums = new HashMap<SignalName, Counts>();
        for (int place = 0; place < old.length; place++) {
            sums.merge(places.streams().get(place).signal(), old[place], Counts::plus);
        }
        return sums;
    }

    private int index(StreamKey key) {
        return places.indexOf(new StreamKey(key.signal(), key.place(), Optional.empty()));
    }

    public void write(StateWriter state) {
        state.write(looks);
        for (int place = 0; place < old.length; place++) {
            write(state, old[place]);
            for (Counts look : all[place]) {
                write(state, look);
            }
        }
    }

    public static LooksBefore read(AnalysisPlan plan, StateReader state) {
        Family places = StageScope.places(plan);
        int looks = state.readInt();
        int count = places.streams().size();
        var all = new Counts[count][looks];
        var old = new Counts[count];
        for (int place = 0; place < count; place++) {
            old[place] = read(state);
            for (int look = 0; look < looks; look++) {
                all[place][look] = read(state);
            }
        }
        return new LooksBefore(places, looks, all, old);
    }

    private static void write(StateWriter state, Counts counts) {
        state.writeCompact(counts.exposure());
        state.writeCompact(counts.events());
    }

    private static Counts read(StateReader state) {
        double exposure = state.readCompactDouble();
        return new Counts(exposure, state.readCompactLong());
    }
}
