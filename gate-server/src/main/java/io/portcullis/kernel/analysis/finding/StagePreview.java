package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.StagePlan;
import java.util.List;
import java.util.Optional;

/**
 * Margins, required streams and the time each needs, fixed before a stage opens (analysis 2.7).
 *
 * @param plan the stage
 * @param looksBefore looks before the stage it rests on
 * @param dispersions how much counts were taken to scatter
 * @param groups every stream and aggregate in the stage's scope, in a fixed order
 */
public record StagePreview(
        StagePlan plan,
        int looksBefore,
        List<AssumedDispersion> dispersions,
        List<GroupPreview> groups) {

    public StagePreview {
        dispersions = List.copyOf(dispersions);
        groups = List.copyOf(groups);
    }

    /** Number of the stage. */
    public int stage() {
        return plan.number();
    }

    /** Whether a healthy canary is expected to pass within the bake. */
    public boolean decidable() {
        return groups.stream()
                .noneMatch(
                        group -> group.coverageShort() || group.role() instanceof Role.Undecidable);
    }

    public Optional<GroupPreview> group(GroupKey key) {
        return groups.stream().filter(group -> group.key().equals(key)).findFirst();
    }
}
