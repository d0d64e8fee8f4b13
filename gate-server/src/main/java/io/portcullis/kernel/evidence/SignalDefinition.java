package io.portcullis.kernel.evidence;

/**
 * One thing that is measured of a service.
 *
 * @param name unique within the service
 * @param kind how it is judged
 * @param scope whether it is counted in regions or on links
 * @param weight share of the error budget (analysis 2.5, omega) before the signals in use are
 *     renormalised; above 0
 * @param baselineRatioMax ceiling above which the old version counts as unhealthy (analysis 2.8), 0-1
 */
public record SignalDefinition(
        SignalName name, SignalKind kind, Scope scope, double weight, double baselineRatioMax) {

    public SignalDefinition {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException(
                    "weight of " + name + " is " + weight + "; must be finite and > 0");
        }
        if (!(baselineRatioMax > 0 && baselineRatioMax <= 1)) {
            throw new IllegalArgumentException(
                    "baselineRatioMax of "
                            + name
                            + " is "
                            + baselineRatioMax
                            + "; must be above 0 and at most 1");
        }
    }

    /** Where a signal is counted. */
    public enum Scope {
        REGION,
        LINK
    }
}
