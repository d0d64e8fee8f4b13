package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.SignalName;

/**
 * How one signal is judged in a rollout.
 *
 * @param signal its name
 * @param kind where it is counted
 * @param weight omega, its share of the error budget before renormalisation; above 0
 * @param toleranceRatio rho_0, how much worse than the old arm still counts as healthy; at least 1
 * @param healthCeilingRatio rate of bad events above which the old arm may be called unhealthy; 0-1
 * @param worse which way is worse: fewer events than the old arm is judged with the arms exchanged
 * @param proof whether PASS, coverage and a healthy old arm are asked of it, or FAIL alone
 * @param persistence whether looks in a row say much the same
 */
public record SignalPlan(
        SignalName signal,
        Kind kind,
        double weight,
        double toleranceRatio,
        double healthCeilingRatio,
        Worse worse,
        Proof proof,
        Persistence persistence) {

    public SignalPlan {
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight is " + weight + "; must be finite and > 0");
        }
        if (!(toleranceRatio >= 1) || Double.isInfinite(toleranceRatio)) {
            throw new IllegalArgumentException(
                    "toleranceRatio is " + toleranceRatio + "; must be finite and >= 1");
        }
        if (!(healthCeilingRatio > 0 && healthCeilingRatio <= 1)) {
            throw new IllegalArgumentException(
                    "healthCeilingRatio is " + healthCeilingRatio + "; must be above 0, at most 1");
        }
    }

    /** More events are worse, PROCEED needs its PASS, and each look says something of its own. */
    public SignalPlan(
            SignalName signal,
            Kind kind,
            double weight,
            double toleranceRatio,
            double healthCeilingRatio) {
        this(
                signal,
                kind,
                weight,
                toleranceRatio,
                healthCeilingRatio,
                Worse.MORE,
                Proof.REQUIRED,
                Persistence.ANEW);
    }

    /** Request errors of a region, with the defaults of analysis 2.5, 2.8 and 2.12. */
    public static SignalPlan requests(SignalName signal) {
        return new SignalPlan(signal, Kind.REGION, 0.25, 1.1, 0.05);
    }

    /** Track acquisitions over a link, with the defaults of analysis 2.5, 2.8 and 2.12. */
    public static SignalPlan acquires(SignalName signal) {
        return new SignalPlan(signal, Kind.LINK, 0.35, 1.1, 0.10);
    }

    /** Which way is worse. */
    public enum Worse {
        /** More events per exposure. */
        MORE,
        /** Fewer: H0 is p_b <= rho_0 p_c + eps, the arms of a window are exchanged (analysis 1). */
        FEWER
    }

    /** What a stage must show of a signal before it may proceed. */
    public enum Proof {
        /** FAIL and PASS, coverage, a healthy old arm. */
        REQUIRED,
        /** It may abort and never holds: too few servers, or no rate of which a margin can speak. */
        WAIVED
    }

    /** What looks in a row say of a server. */
    public enum Persistence {
        /** Each says something of its own. */
        ANEW,
        /**
         * It is for minutes as it is, as its queue and memory are: looks in a row say much the same,
         * and their evidence is tempered by how much the looks before did.
         */
        LASTING
    }

    /** Where a signal is counted. */
    public enum Kind {
        REGION,
        LINK
    }
}
