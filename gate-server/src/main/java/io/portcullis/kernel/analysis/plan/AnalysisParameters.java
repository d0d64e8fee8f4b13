package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.analysis.statistics.Dispersion;

/**
 * What a policy may set of the table in analysis 2.12.
 *
 * @param releaseAlpha alpha_R, chance that a harmless release ever fails; above 0, below 1
 * @param sharedAlpha alpha_S, chance that shared harm is ever found where there is none; above 0,
 *     below 1
 * @param passBeta beta, chance that one truly bad stream passes; above 0, below 1
 * @param undecidedDelta delta, chance that a healthy stage does not pass in its bake; above 0,
 *     below 1
 * @param toleranceExcess epsilon, absolute rate above the old arm that still counts as healthy; 0-1
 * @param coverageAttemptsMin canary attempts each required region, link and arm pair needs
 * @param coverageAttemptsExpected canary attempts the preview wants to expect
 * @param canaryErrorsMin canary errors below which nothing fails
 * @param recoveredForLooks looks for which a region must be as before to be back; at least 1
 * @param dispersion used for every level until one is calibrated
 */
public record AnalysisParameters(
        double releaseAlpha,
        double sharedAlpha,
        double passBeta,
        double undecidedDelta,
        double toleranceExcess,
        int coverageAttemptsMin,
        int coverageAttemptsExpected,
        int canaryErrorsMin,
        int recoveredForLooks,
        Dispersion dispersion) {

    public static final AnalysisParameters DEFAULT =
            new AnalysisParameters(
                    0.008, 0.002, 0.05, 0.02, 1e-4, 5, 20, 3, 30, Dispersion.UNCALIBRATED);

    public AnalysisParameters {
        requireProbability("releaseAlpha", releaseAlpha);
        requireProbability("sharedAlpha", sharedAlpha);
        requireProbability("passBeta", passBeta);
        requireProbability("undecidedDelta", undecidedDelta);
        if (!(toleranceExcess >= 0 && toleranceExcess <= 1)) {
            throw new IllegalArgumentException(
                    "toleranceExcess is " + toleranceExcess + "; must be 0 to 1");
        }
        requireAtLeast("coverageAttemptsMin", coverageAttemptsMin, 0);
        requireAtLeast("coverageAttemptsExpected", coverageAttemptsExpected, 0);
        requireAtLeast("canaryErrorsMin", canaryErrorsMin, 0);
        requireAtLeast("recoveredForLooks", recoveredForLooks, 1);
    }

    private static void requireProbability(String name, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; must be above 0 and below 1");
        }
    }

    private static void requireAtLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(name + " is " + value + "; must be >= " + least);
        }
    }
}
