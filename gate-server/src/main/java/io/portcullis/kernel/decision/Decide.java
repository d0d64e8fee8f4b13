package io.portcullis.kernel.decision;

import io.portcullis.kernel.policy.Policy;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what one look found into a decision: the attribution table of analysis 2.8, where the first
 * matching row decides, with the rule that missing evidence is never a pass. Rows about places the
 * rollout did not touch find nothing until the comparison with untouched places is there.
 */
public final class Decide {

    private Decide() {}

    /** The decision of one look; before the first stage it says whether stage 1 may open. */
    public static Decision at(Look look, Policy policy) {
        int stage = look.progress().stage();
        if (look.findings().release().failed()) {
            return new Decision.Abort(stage, AbortReasons.of(look));
        }
        var waits = waits(look, policy);
        if (waits.isEmpty()) {
            waits = Silence.reasons(look);
        }
        return waits.isEmpty() ? proceed(look) : new Decision.Hold(stage, waits);
    }

    /** Every reason to wait, the gravest first, so that people see all of them at once. */
    private static List<Reason> waits(Look look, Policy policy) {
        var reasons = new ArrayList<Reason>();
        reasons.addAll(HoldReasons.environment(look));
        reasons.addAll(HoldReasons.evidence(look));
        if (look.progress().stage() == 0) {
            reasons.addAll(HoldReasons.looksBefore(look, policy));
            return reasons;
        }
        reasons.addAll(HoldReasons.baking(look));
        reasons.addAll(HoldReasons.coverage(look));
        reasons.addAll(HoldReasons.undecided(look));
        return reasons;
    }

    private static Decision proceed(Look look) {
        return new Decision.Proceed(
                look.progress().stage(),
                look.findings().statements(),
                CannotExclude.of(look.findings()));
    }
}
