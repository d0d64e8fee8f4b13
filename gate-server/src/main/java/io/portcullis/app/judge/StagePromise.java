package io.portcullis.app.judge;

import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.port.store.Bytes;
import java.util.List;
import java.util.Optional;

/** What a stage of a rollout can decide, as its stored analysis sees it. */
public final class StagePromise {

    private StagePromise() {}

    /**
     * Of a stage that is open what was fixed when it opened; of another one what it would be now.
     *
     * @param looks the last looks, those before the rollout included
     */
    public static Optional<StagePreview> of(
            AnalysisPlan plan, Bytes snapshot, int stage, List<LookEvidence> looks) {
        return switch (Memory.of(plan, snapshot)) {
            case Memory.OfRelease(var analysis, _, _) ->
                    Optional.of(
                            analysis.openStage() == stage
                                    ? analysis.promised()
                                    : analysis.preview(stage, looks));
            case Memory.Nothing _ ->
                    looks.size() < AnalysisPlan.LOOKS_BEFORE_MIN
                            ? Optional.empty()
                            : Optional.of(RolloutAnalysis.preview(plan, stage, looks));
            case Memory.OfRecovery _ -> Optional.empty();
        };
    }
}
