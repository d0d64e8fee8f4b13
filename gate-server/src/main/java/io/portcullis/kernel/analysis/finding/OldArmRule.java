package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import java.util.List;
import java.util.function.Predicate;

/**
 * When the comparison arm forbids PASS (analysis 2.8): any required region or aggregate unhealthy; any
 * required link unhealthy since the stage opened; or a tenth of the required links recently. A place
 * covered by an aggregate is required here too: waiving its PASS does not make it fit.
 */
public final class OldArmRule {

    private static final double LINKS_RECENT_MAX = 0.1;

    private OldArmRule() {}

    /** The groups that forbid PASS; empty when the comparison arm is fit. */
    public static List<GroupKey> blocked(List<GroupFinding> findings) {
        List<GroupFinding> required = findings.stream().filter(OldArmRule::isRequired).toList();
        List<GroupFinding> links =
                required.stream().filter(it -> it.key().level() == Level.LINK).toList();
        long recent =
                links.stream().filter(it -> it.oldArm() == OldArmHealth.RECENTLY_UNHEALTHY).count();
        boolean manyRecent = recent > 0 && recent >= LINKS_RECENT_MAX * links.size();
        Predicate<GroupFinding> forbids =
                it ->
                        switch (it.oldArm()) {
                            case HEALTHY -> false;
                            case UNHEALTHY_SINCE_STAGE -> true;
                            case RECENTLY_UNHEALTHY -> it.key().level() != Level.LINK || manyRecent;
                        };
        return required.stream().filter(forbids).map(GroupFinding::key).toList();
    }

    private static boolean isRequired(GroupFinding finding) {
        return switch (finding.role()) {
            case Role.Required _, Role.Covered _, Role.Undecidable _ -> true;
            case Role.Watched _ -> false;
        };
    }
}
