package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import java.util.List;
import java.util.Optional;

/**
 * Margins, required streams and the time each needs, fixed before a stage opens (analysis 2.7).
 *
 * @param stage its number
 * @param looksBefore looks before the stage it rests on
 * @param groups every stream and aggregate in the stage's scope, in a fixed order
 */
public record StagePreview(int stage, int looksBefore, List<GroupPreview> groups) {

    public StagePreview {
        groups = List.copyOf(groups);
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
