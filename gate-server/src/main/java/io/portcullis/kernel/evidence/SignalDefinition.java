package io.portcullis.kernel.evidence;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is measured of a service.
 *
 * @param name plain, and unique within the service
 * @param kind how it is judged
 * @param scope whether it is counted in regions or on links
 * @param weight share of the error budget (analysis 2.5, omega) before the signals in use are
 *     renormalised; above 0
 * @param baselineRatioMax ceiling above which the old version counts as unhealthy (analysis 2.8), 0-1
 * @param toleranceRatio rho_0, how much worse than the old version is still healthy; at least 1
 * @param worse which way is worse
 * @param proof whether a stage must show that it is not worse, or may only be aborted by it
 * @param unit of what it measures, for people; empty when it has none or nobody says
 * @param exhaustion what a level must not run into; null when nobody says
 */
public record SignalDefinition(
        SignalName name,
        SignalKind kind,
        Scope scope,
        double weight,
        double baselineRatioMax,
        double toleranceRatio,
        Worse worse,
        Proof proof,
        String unit,
        @Nullable Exhaustion exhaustion) {

    private static final int UNIT_LENGTH_MAX = 8;

    public SignalDefinition {
        if (!name.isPlain()) {
            throw new IllegalArgumentException(
                    "signal is '" + name + "'; must be a name alone, without a part");
        }
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
        if (!(toleranceRatio >= 1) || Double.isInfinite(toleranceRatio)) {
            throw new IllegalArgumentException(
                    "toleranceRatio of "
                            + name
                            + " is "
                            + toleranceRatio
                            + "; must be finite and >= 1");
        }
        if (unit.length() > UNIT_LENGTH_MAX || !unit.matches("[ -~]*")) {
            throw new IllegalArgumentException(
                    "unit of " + name + " is '" + unit + "'; must be at most 8 plain characters");
        }
    }

    /** With what is usual for its kind, besides weight and ceiling. */
    public SignalDefinition(
            SignalName name, SignalKind kind, Scope scope, double weight, double baselineRatioMax) {
        this(
                name,
                kind,
                scope,
                weight,
                baselineRatioMax,
                usualTolerance(kind),
                kind == SignalKind.TRAFFIC ? Worse.LOW : Worse.HIGH,
                usualProof(kind),
                "",
                null);
    }

    /** With what is usual for its kind and scope (analysis 2.5, 2.8, 2.12). */
    public static SignalDefinition usual(SignalName name, SignalKind kind, Scope scope) {
        return new SignalDefinition(
                name, kind, scope, usualWeight(kind, scope), usualCeiling(kind, scope));
    }

    /** omega of analysis 2.5: levels, absence and traffic share one part of it between them. */
    public static double usualWeight(SignalKind kind, Scope scope) {
        return switch (kind) {
            case RATIO, PROBE, STRUCTURE -> scope == Scope.LINK ? 0.35 : 0.25;
            case RATE, LATENCY -> 0.15;
            case LEVEL, ABSENCE, TRAFFIC -> 0.10;
        };
    }

    /** Ceiling of analysis 2.8; of a share above a quantile it says nothing, so there it is 1. */
    public static double usualCeiling(SignalKind kind, Scope scope) {
        return switch (kind) {
            case RATIO, RATE, PROBE, STRUCTURE -> scope == Scope.LINK ? 0.10 : 0.05;
            case LATENCY, LEVEL, ABSENCE, TRAFFIC -> 1;
        };
    }

    /** rho_0 of analysis 2.12. */
    public static double usualTolerance(SignalKind kind) {
        return switch (kind) {
            case RATIO, RATE, PROBE, STRUCTURE -> 1.1;
            case LATENCY -> 1.25;
            case LEVEL, ABSENCE, TRAFFIC -> 1.5;
        };
    }

    /** What counts servers is too thin to promise anything by, and traffic knows no margin. */
    public static Proof usualProof(SignalKind kind) {
        return switch (kind) {
            case RATIO, RATE, LATENCY, PROBE, STRUCTURE -> Proof.REQUIRED;
            case LEVEL, ABSENCE, TRAFFIC -> Proof.WAIVED;
        };
    }

    /** Whether it is judged by bucket edges that the looks before a rollout tell. */
    public boolean isDistributed() {
        return kind == SignalKind.LATENCY || kind == SignalKind.LEVEL;
    }

    /** Where a signal is counted. */
    public enum Scope {
        REGION,
        LINK
    }

    /** Which way is worse. */
    public enum Worse {
        HIGH,
        LOW
    }

    /** Whether a stage must pass. */
    public enum Proof {
        REQUIRED,
        WAIVED
    }

    /**
     * When the new version is aborted without statistics: a straight line through its last looks
     * reaches the limit so soon.
     *
     * @param limit per server; 0 when each source knows its own
     */
    public record Exhaustion(double limit, Duration within) {

        public Exhaustion {
            if (!(limit >= 0) || Double.isInfinite(limit)) {
                throw new IllegalArgumentException(
                        "limit is " + limit + "; must be finite and >= 0");
            }
            if (!within.isPositive()) {
                throw new IllegalArgumentException(
                        "exhaustedIn is " + within + "; must be positive");
            }
        }
    }
}
