package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Dispersion by level from windows in which both arms ran the same (analysis 2.9), before a rollout
 * or, as raise-only guard, on its own last windows. Each stream is re-centred on its own ratio, so
 * that a lasting difference between the arms is not taken for noise; deviations and variances are
 * then summed over a group's members, look by look.
 *
 * <pre>
 *   R = (sum x_c + 2) / (sum r x_b + 2),  r = n_c / n_b
 *   theta = r R / (1 + r R),  u = x_c - k theta,  v = k theta (1 - theta),  k = x_c + x_b
 * </pre>
 *
 * Not thread-safe.
 */
public final class Calibration {

    /** With fewer windows a level counts as not calibrated. */
    public static final int WINDOWS_MIN = 30;

    /** Persistence while nothing is known of it. */
    public static final double PERSISTENCE_PRIOR = 3;

    private static final double RATIO_EVENTS_PRIOR = 2;

    /** Five minutes of ten seconds: what is alike for longer is a lasting difference. */
    private static final int PERSISTENCE_LOOKS = 30;

    /** Deviation squared that the prior of persistence counts for. */
    private static final double PERSISTENCE_PRIOR_SQUARES = 10;

    private final Groups groups;
    private final int[] levels;
    private final DispersionFit[] fits;
    private final int[] windowCounts;
    private final double[] ratios;
    private final double[] deviations;
    private final double[] variances;
    private final boolean[] compared;
    private final boolean[] levelCompared;

    /** Windows of every stream, look by look. */
    public interface Windows {

        int looks();

        /** All streams at a look, good until the next call; one without both arms counts nothing. */
        StreamWindows at(int look);
    }

    /**
     * A calibration of some groups.
     *
     * @param levels per group the level it is pooled in, 0 to levelCount-1
     */
    public Calibration(Groups groups, int[] levels, int levelCount) {
        this.groups = groups;
        this.levels = levels.clone();
        fits = new DispersionFit[levelCount];
        Arrays.setAll(fits, _ -> new DispersionFit());
        windowCounts = new int[levelCount];
        ratios = new double[groups.streamCount()];
        deviations = new double[groups.streamCount()];
        variances = new double[groups.streamCount()];
        compared = new boolean[groups.streamCount()];
        levelCompared = new boolean[levelCount];
    }

    /**
     * The dispersion of each level before a rollout, at least the floor.
     *
     * @param uncalibrated by level: of one with too few windows
     */
    public Dispersion[] calibrate(Windows windows, Dispersion[] uncalibrated) {
        collect(windows);
        var dispersions = new Dispersion[fits.length];
        for (int level = 0; level < fits.length; level++) {
            dispersions[level] =
                    windowCounts[level] < WINDOWS_MIN
                            ? uncalibrated[level]
                            : fits[level]
                                    .fit(DispersionFit.Setting.CALIBRATION)
                                    .max(Dispersion.FLOOR);
        }
        return dispersions;
    }

    /** Windows a level was last calibrated from; 0 when they were too few. */
    public int windows(int level) {
        return windowCounts[level] < WINDOWS_MIN ? 0 : windowCounts[level];
    }

    /**
     * The raise-only guard: never below what is used already.
     *
     * @param calibrated before the rollout, by level: the prior
     * @param used at present, by level
     */
    public Dispersion[] raise(Windows windows, Dispersion[] calibrated, Dispersion[] used) {
        collect(windows);
        var dispersions = new Dispersion[fits.length];
        for (int level = 0; level < fits.length; level++) {
            dispersions[level] =
                    used[level].max(
                            fits[level].fit(DispersionFit.Setting.guard(calibrated[level])));
        }
        return dispersions;
    }

    /**
     * How many looks in a row say the same: variance of u summed over five minutes, over that of as
     * many looks each for itself.
     *
     * <pre>
     *   D = max(1, (3 n0 + sum over runs (sum u)^2) / (n0 + sum u^2)),  n0 = 10
     * </pre>
     */
    public double persistence(Windows windows, IntPredicate streams) {
        centre(windows);
        double[] runs = new double[ratios.length];
        double together = PERSISTENCE_PRIOR * PERSISTENCE_PRIOR_SQUARES;
        double single = PERSISTENCE_PRIOR_SQUARES;
        for (int look = 0; look < windows.looks(); look++) {
            StreamWindows at = windows.at(look);
            boolean ends = (look + 1) % PERSISTENCE_LOOKS == 0 || look + 1 == windows.looks();
            for (int stream = 0; stream < ratios.length; stream++) {
                if (streams.test(stream)) {
                    deviate(stream, at);
                    single += deviations[stream] * deviations[stream];
                    runs[stream] += deviations[stream];
                    together += ends ? runs[stream] * runs[stream] : 0;
                    runs[stream] = ends ? 0 : runs[stream];
                }
            }
        }
        return Math.max(1, together / single);
    }

    /** A level's fit; for checks against the formulas. */
    Dispersion fit(Windows windows, int level, DispersionFit.Setting setting) {
        collect(windows);
        return fits[level].fit(setting);
    }

    /** u and v of a group at a look; for checks against the formulas. */
    double[] point(Windows windows, int look, int group) {
        centre(windows);
        double[] point = {0, 0};
        StreamWindows at = windows.at(look);
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            deviate(stream, at);
            point[0] += deviations[stream];
            point[1] += variances[stream];
        }
        return point;
    }

    private void collect(Windows windows) {
        for (DispersionFit fit : fits) {
            fit.clear();
        }
        Arrays.fill(windowCounts, 0);
        centre(windows);
        for (int look = 0; look < windows.looks(); look++) {
            StreamWindows at = windows.at(look);
            for (int stream = 0; stream < ratios.length; stream++) {
                deviate(stream, at);
            }
            addPoints();
        }
    }

    /** R of each stream; until all looks are summed up the columns hold its two sums. */
    private void centre(Windows windows) {
        double[] canary = deviations;
        double[] old = variances;
        Arrays.fill(canary, RATIO_EVENTS_PRIOR);
        Arrays.fill(old, RATIO_EVENTS_PRIOR);
        for (int look = 0; look < windows.looks(); look++) {
            StreamWindows at = windows.at(look);
            for (int stream = 0; stream < ratios.length; stream++) {
                if (isCompared(at, stream)) {
                    canary[stream] += at.canaryEvents[stream];
                    old[stream] += odds(at, stream) * at.oldEvents[stream];
                }
            }
        }
        for (int stream = 0; stream < ratios.length; stream++) {
            ratios[stream] = canary[stream] / old[stream];
        }
    }

    private static boolean isCompared(StreamWindows at, int stream) {
        return at.canaryExposure[stream] > 0 && at.oldExposure[stream] > 0;
    }

    /** r. */
    private static double odds(StreamWindows at, int stream) {
        return at.canaryExposure[stream] / at.oldExposure[stream];
    }

    private void deviate(int stream, StreamWindows at) {
        compared[stream] = isCompared(at, stream);
        deviations[stream] = 0;
        variances[stream] = 0;
        if (compared[stream]) { // 0 and 0 without events
            long both = at.canaryEvents[stream] + at.oldEvents[stream];
            double odds = odds(at, stream) * ratios[stream];
            double theta = odds / (1 + odds);
            deviations[stream] = at.canaryEvents[stream] - both * theta;
            variances[stream] = both * theta * (1 - theta);
        }
    }

    private void addPoints() {
        Arrays.fill(levelCompared, false);
        for (int group = 0; group < groups.count(); group++) {
            double deviation = 0;
            double variance = 0;
            boolean any = false;
            for (int stream : groups.members(group)) {
                deviation += deviations[stream];
                variance += variances[stream];
                any |= compared[stream];
            }
            levelCompared[levels[group]] |= any;
            fits[levels[group]].add(deviation, variance);
        }
        for (int level = 0; level < levelCompared.length; level++) {
            windowCounts[level] += levelCompared[level] ? 1 : 0;
        }
    }
}
