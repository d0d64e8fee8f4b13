package io.portcullis.app.rollout;

import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.port.store.Bytes;
import java.util.Optional;

/**
 * A rollout as callers see it.
 *
 * @param lastLook id of the last look; 0 before the first
 * @param report of the last look, encoded
 * @param preview what the open stage, or the one that may open next, can decide
 */
public record RolloutView(
        Rollout rollout, int lastLook, Optional<Bytes> report, Optional<StagePreview> preview) {}
