package io.portcullis.app.rollout;

import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.rollout.Rollout;
import java.util.List;

/**
 * What became of a start.
 *
 * @param rollout as stored; with VALIDATE_ONLY as it would be
 * @param refusals everything that stands against it
 * @param previews what each stage will be able to decide; empty when there are no looks before
 * @param looksPlanned looks of the whole plan
 * @param notes what else the caller should know
 */
public record Started(
        Rollout rollout,
        List<Reason> refusals,
        List<StagePreview> previews,
        int looksPlanned,
        List<String> notes) {

    public Started {
        refusals = List.copyOf(refusals);
        previews = List.copyOf(previews);
        notes = List.copyOf(notes);
    }
}
