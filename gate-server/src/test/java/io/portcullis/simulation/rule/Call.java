package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.finding.LookFindings;

/** What the decision table of analysis 2.8 makes of one look; the first that matches. */
public enum Call {
    /** The canary is worse than the old arm. */
    RELEASE,
    /** Touched places are worse than untouched ones, and the world is fit. */
    SHARED_HARM,
    /** Something is bad, but not provably by the release. */
    ENVIRONMENT,
    /** Nothing is against going on. */
    PROCEED,
    /** Coverage, evidence or time is missing. */
    WAIT;

    /** The call at a look. */
    public static Call of(LookFindings findings) {
        boolean harm = findings.attribution().fails();
        boolean world = findings.attribution().isUntouchedUnhealthy();
        if (findings.release().failed()) {
            return RELEASE;
        }
        if (harm && !findings.attribution().preExisting() && !world) {
            return SHARED_HARM;
        }
        boolean unfit = harm || world || !findings.oldArmBlocked().isEmpty();
        return unfit ? ENVIRONMENT : goOn(findings);
    }

    private static Call goOn(LookFindings findings) {
        boolean passes = findings.allPass() && findings.uncovered().isEmpty();
        return passes && findings.bakeOver() ? PROCEED : WAIT;
    }

    /** Whether it stops the release. */
    public boolean aborts() {
        return this == RELEASE || this == SHARED_HARM;
    }
}
