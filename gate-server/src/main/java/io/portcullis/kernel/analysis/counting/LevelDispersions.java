package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Dispersion of a family by signal and level, arm pairs pooled: as calibrated before the rollout,
 * and as used now, which the guard only raises (analysis 2.9).
 */
public final class LevelDispersions {

    private final Family family;
    private final int[] levelOfGroup;
    private final Calibration calibration;
    private final Dispersion[] calibrated;
    private final int[] windows;
    private final double[] persistences;
    private Dispersion[] used;

    /** What is pooled. */
    private record Pool(SignalName signal, Level level) {}

    /**
     * Before any calibration.
     *
     * @param uncalibrated used until then
     */
    public LevelDispersions(Family family, Dispersion uncalibrated) {
        this.family = family;
        var pools = new HashMap<Pool, Integer>();
        levelOfGroup = new int[family.keys().size()];
        for (int group = 0; group < levelOfGroup.length; group++) {
            GroupKey key = family.keys().get(group);
            levelOfGroup[group] =
                    pools.computeIfAbsent(new Pool(key.signal(), key.level()), _ -> pools.size());
        }
        calibration = new Calibration(family.groups(), levelOfGroup, pools.size());
        calibrated = new Dispersion[pools.size()];
        Arrays.fill(calibrated, uncalibrated);
        windows = new int[pools.size()];
        persistences = new double[pools.size()];
        persist(_ -> Calibration.PERSISTENCE_PRIOR);
        used = calibrated.clone();
    }

    public Family family() {
        return family;
    }

    /** Calibrates from windows in which nothing differs; a level without enough of them stays. */
    public void calibrate(Calibration.Windows windows) {
        Dispersion[] fitted = calibration.calibrate(windows, calibrated);
        System.arraycopy(fitted, 0, calibrated, 0, fitted.length);
        Arrays.setAll(this.windows, calibration::windows);
        used = fitted;
        persist(signal ->
                calibration.persistence(
                        windows, stream -> family.signal(stream).signal().equals(signal)));
    }

    /** Each lasting signal has one, of its streams together; all others have none, which is 1. */
    private void persist(ToDoubleFunction<SignalName> ofSignal) {
        var known = new HashMap<SignalName, Double>();
        for (int group = 0; group < levelOfGroup.length; group++) {
            SignalPlan signal = family.signal(group);
            persistences[levelOfGroup[group]] =
                    switch (signal.persistence()) {
                        case LASTING ->
                                known.computeIfAbsent(signal.signal(), ofSignal::applyAsDouble);
                        case ANEW -> 1;
                    };
        }
    }

    /** How many looks in a row of a group say the same. */
    public double persistence(int group) {
        return persistences[levelOfGroup[group]];
    }

    /**
     * Refits on the rollout's last windows.
     *
     * @return whether some level was raised
     */
    public boolean raise(Calibration.Windows windows) {
        Dispersion[] raised = calibration.raise(windows, calibrated, used);
        boolean changed = !Arrays.equals(raised, used);
        used = raised;
        return changed;
    }

    /** Where a place is compared with its own past: calibrated on the looks before. */
    public static LevelDispersions overTime(
            Family places, LooksBefore before, Dispersion uncalibrated) {
        var dispersions = new LevelDispersions(places, uncalibrated);
        dispersions.calibrate(new HalvesBefore(places, before));
        return dispersions;
    }

    /** What is used now, by level. */
    public List<Dispersion> levels() {
        return List.of(used);
    }

    /** What is used now, by group. */
    public Dispersion[] ofGroups() {
        return ofGroups(levels());
    }

    /** What was used at some time, by group. */
    public Dispersion[] ofGroups(List<Dispersion> levels) {
        var dispersions = new Dispersion[levelOfGroup.length];
        Arrays.setAll(dispersions, group -> levels.get(levelOfGroup[group]));
        return dispersions;
    }

    /** Windows a group's level was calibrated from; 0 when it was not. */
    public int windows(int group) {
        return windows[levelOfGroup[group]];
    }

    public void write(StateWriter state) {
        for (int level = 0; level < used.length; level++) {
            state.write(windows[level]);
            state.write(persistences[level]);
            calibrated[level].write(state);
            used[level].write(state);
        }
    }

    public void read(StateReader state) {
        for (int level = 0; level < used.length; level++) {
            windows[level] = state.readInt();
            persistences[level] = state.readDouble();
            calibrated[level] = Dispersion.read(state);
            used[level] = Dispersion.read(state);
        }
    }
}
