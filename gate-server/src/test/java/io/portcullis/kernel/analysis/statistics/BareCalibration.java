package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/** The calibration of analysis 2.9 without its floor, for simulations of what the floor is worth. */
public final class BareCalibration {

    private BareCalibration() {}

    /**
     * The dispersion of each level as fitted.
     *
     * @param levels per group the level it is pooled in, 0 to levelCount-1
     */
    public static Dispersion[] fit(
            Groups groups, int[] levels, int levelCount, Calibration.Windows windows) {
        var calibration = new Calibration(groups, levels, levelCount);
        var fitted = new Dispersion[levelCount];
        Arrays.setAll(
                fitted,
                level -> calibration.fit(windows, level, DispersionFit.Setting.CALIBRATION));
        return fitted;
    }
}
