package io.portcullis.kernel.decision;

import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.policy.SharedHarmPolicy;
import java.util.ArrayList;
import java.util.List;

/**
 * Joins what one look found into a decision: the attribution table of analysis 2.8, where the first
 * matching row decides, with the rule that missing evidence is never a pass.
 */
public final class Decide {

    private Decide() {}

    /** The decision of one look; before the first stage it says whether stage 1 may open. */
    public static Decision at(Look look, Policy policy) {
        int stage = look.progress().stage();
        if (look.findings().release().failed()) {
            return new Decision.Abort(stage, AbortReasons.of(look));
        }
        var seen = stage > 0 ? withoutStatistics(look) : List.<Reason>of();
        if (!seen.isEmpty()) {
            return new Decision.Abort(stage, seen);
        }
        boolean harm = SharedHarm.isFound(look.findings().attribution());
        if (harm && look.whenSharedHarm() == SharedHarmPolicy.ABORT) {
            return new Decision.Abort(stage, SharedHarm.reasons(look));
        }
        var waits = new ArrayList<Reason>();
        if (harm) {
            waits.addAll(SharedHarm.reasons(look));
        }
        waits.addAll(waits(look, policy));
        if (waits.isEmpty()) {
            waits.addAll(Silence.reasons(look));
        }
        return waits.isEmpty() ? proceed(look) : new Decision.Hold(stage, waits);
    }

    /** What needs no statistics: a broken relay graph before an alarm of the user's own. */
    private static List<Reason> withoutStatistics(Look look) {
        var breaches = StructureReasons.aborts(look);
        return breaches.isEmpty() ? EnvironmentReasons.aborts(look.environment()) : breaches;
    }

    /** Every reason to wait, the gravest first, so that people see all of them at once. */
    private static List<Reason> waits(Look look, Policy policy) {
        var reasons = new ArrayList<Reason>();
        reasons.addAll(HoldReasons.environment(look));
        reasons.addAll(EnvironmentReasons.waits(look.environment()));
        reasons.addAll(HoldReasons.evidence(look));
        reasons.addAll(StructureReasons.waits(look.structure()));
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
                Excludes.of(look.findings()),
                CannotExclude.of(look.findings()));
    }
}
