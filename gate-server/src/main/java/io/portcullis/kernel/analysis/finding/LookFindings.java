package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import java.util.List;
import java.util.Optional;

/**
 * All findings of one look: enough for a decision, a live display and an incident.
 *
 * @param lookId of this rollout, 1, 2, ...
 * @param stage that is open; 0 before the first opens
 * @param looksInStage looks made since the stage opened, this one included
 * @param bakeLooks least bake of the stage; 0 before the first opens
 * @param release evidence against the release
 * @param attribution whose fault it is
 * @param groups streams and aggregates, in a fixed order
 * @param oldArmBlocked groups whose unhealthy old arm forbids PASS; empty when it is fit
 */
public record LookFindings(
        int lookId,
        int stage,
        int looksInStage,
        int bakeLooks,
        ReleaseEvidence release,
        Attribution attribution,
        List<GroupFinding> groups,
        List<GroupKey> oldArmBlocked) {

    public LookFindings {
        groups = List.copyOf(groups);
        oldArmBlocked = List.copyOf(oldArmBlocked);
    }

    /** Whether every required stream and aggregate passes at this look, and all that must can. */
    public boolean allPass() {
        return stage > 0
                && undecided().isEmpty()
                && groups.stream().anyMatch(group -> group.role() instanceof Role.Required);
    }

    /** Required streams and aggregates that do not pass yet. */
    public List<GroupFinding> undecided() {
        return groups.stream()
                .filter(group ->
                        group.role() instanceof Role.Undecidable
                                || (group.role() instanceof Role.Required
                                        && group.pass().filter(PassEvidence::passes).isEmpty()))
                .toList();
    }

    /** Regions, links and arm pairs with too few canary attempts. */
    public List<GroupFinding> uncovered() {
        return groups.stream().filter(group -> !group.coverage().met()).toList();
    }

    public boolean bakeOver() {
        return stage > 0 && looksInStage >= bakeLooks;
    }

    public Optional<GroupFinding> group(GroupKey key) {
        return groups.stream().filter(group -> group.key().equals(key)).findFirst();
    }
}
