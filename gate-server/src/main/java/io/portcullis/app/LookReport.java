package io.portcullis.app;

import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.kernel.analysis.finding.RegionRecovery;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one look saw and what was decided on it, for display.
 *
 * @param look its id
 * @param evidence what was counted
 * @param decision of this look, or the one that stands
 * @param findings of the analysis; null while there is none, and after an abort
 * @param recoveries how far regions are back, after an abort
 * @param looksOpen looks since the stage opened
 * @param bakeLooks its least bake; 0 when none is open
 */
public record LookReport(
        int look,
        LookEvidence evidence,
        Decision decision,
        @Nullable LookFindings findings,
        List<RegionRecovery> recoveries,
        int looksOpen,
        int bakeLooks) {

    public LookReport {
        recoveries = List.copyOf(recoveries);
    }
}
