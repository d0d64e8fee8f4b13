package io.portcullis.kernel.analysis.history;

import io.portcullis.kernel.analysis.counting.Cells;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Collects comparisons in which some servers of a version stood against the others of the same one,
 * and says how much more than by chance they varied, from look to look and lastingly. Links are
 * compared at the end that counts. Not thread-safe.
 */
public final class LikeWithLike {

    private final Family family;
    private final List<Cells> cells;
    private final List<LevelKey> levels;
    private final int[] levelOf;
    private final Map<LevelKey, List<Dispersion>> dispersions = new LinkedHashMap<>();
    private final Map<SignalName, DifferenceSum> differences = new LinkedHashMap<>();

    public LikeWithLike(AnalysisPlan plan) {
        family =
                Family.of(
                        plan.signals(),
                        StageScope.places(plan).streams().stream()
                                .map(LikeWithLike::compared)
                                .toList());
        cells = family.streams().stream().map(Cells::new).toList();
        levels = family.keys().stream().map(LevelKey::of).distinct().toList();
        levelOf =
                family.keys().stream().mapToInt(key -> levels.indexOf(LevelKey.of(key))).toArray();
    }

    private static StreamKey compared(StreamKey place) {
        return place.place() instanceof Link
                ? new StreamKey(place.signal(), place.place(), Optional.of(ArmPair.OLD_NEW))
                : place;
    }

    /**
     * Adds an interval.
     *
     * @param asIfCanary its looks, oldest first, with some servers of the old version as canaries
     */
    public void add(List<LookEvidence> asIfCanary) {
        var windows = new Looks(asIfCanary);
        var uncalibrated = new Dispersion[levels.size()];
        Arrays.fill(uncalibrated, Dispersion.UNCALIBRATED);
        Dispersion[] fitted =
                new Calibration(family.groups(), levelOf, levels.size())
                        .calibrate(windows, uncalibrated);
        for (int level = 0; level < fitted.length; level++) {
            if (isCalibrated(fitted[level])) {
                dispersions
                        .computeIfAbsent(levels.get(level), _ -> new ArrayList<>())
                        .add(fitted[level]);
            }
        }
        for (int stream = 0; stream < cells.size(); stream++) {
            Dispersion dispersion = fitted[levelOf[stream]];
            if (isCalibrated(dispersion)) {
                differences
                        .computeIfAbsent(
                                family.streams().get(stream).signal(), _ -> new DifferenceSum())
                        .add(windows.of(stream), dispersion);
            }
        }
    }

    /** Where too little was compared, calibrating gives back the very thing. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isCalibrated(Dispersion fitted) {
        return fitted != Dispersion.UNCALIBRATED;
    }

    /** Dispersion by signal and level, in a fixed order. */
    public List<LevelDispersion> levels() {
        var found = new ArrayList<LevelDispersion>();
        dispersions.forEach((key, all) ->
                found.add(
                        new LevelDispersion(
                                key.signal(),
                                key.level(),
                                quantile(all, 0.5),
                                quantile(all, 0.9),
                                all.size())));
        return found;
    }

    private static Dispersion quantile(List<Dispersion> all, double part) {
        double[] clustering = all.stream().mapToDouble(Dispersion::clustering).toArray();
        double[] variation = all.stream().mapToDouble(Dispersion::variationSquared).toArray();
        return new Dispersion(
                new Quantiles(clustering).at(part), new Quantiles(variation).at(part));
    }

    /** Lasting differences by signal. */
    public List<LastingDifference> differences() {
        var found = new ArrayList<LastingDifference>();
        differences.forEach((signal, sum) -> found.add(sum.difference(signal)));
        return found;
    }

    /** A level of a signal, over all its groups. */
    private record LevelKey(SignalName signal, Level level) {
        static LevelKey of(GroupKey key) {
            return new LevelKey(key.signal(), key.level());
        }
    }

    /** The windows of every stream, cut from evidence once. */
    private final class Looks implements Calibration.Windows {

        private final List<List<Window>> byLook = new ArrayList<>();
        private final StreamWindows now = new StreamWindows(cells.size());

        Looks(List<LookEvidence> evidence) {
            for (LookEvidence look : evidence) {
                var silent = look.silentRegions();
                byLook.add(
                        cells.stream()
                                .map(one ->
                                        one.window(Arm.STABLE, look, silent).orElse(Window.EMPTY))
                                .toList());
            }
        }

        @Override
        public int looks() {
            return byLook.size();
        }

        @Override
        public StreamWindows at(int look) {
            List<Window> windows = byLook.get(look);
            for (int stream = 0; stream < windows.size(); stream++) {
                Window window = windows.get(stream);
                now.setCanary(stream, window.canaryExposure(), window.canaryEvents());
                now.setOld(stream, window.oldExposure(), window.oldEvents());
            }
            return now;
        }

        List<Window> of(int stream) {
            return byLook.stream().map(look -> look.get(stream)).toList();
        }
    }
}
