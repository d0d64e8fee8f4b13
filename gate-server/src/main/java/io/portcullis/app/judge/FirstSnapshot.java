package io.portcullis.app.judge;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.port.store.Bytes;

/**
 * The analysis as it is stored with a new rollout. What was calibrated at the start is in it, so that
 * whoever makes the first look, and every later one, goes on from the same.
 */
public final class FirstSnapshot {

    private FirstSnapshot() {}

    /**
     * @param looksBeforeMin looks before with fewer of which no analysis begins yet
     */
    public static Bytes of(AnalysisPlan plan, EvidenceBefore before, int looksBeforeMin) {
        int known = before.looks().size();
        return known < looksBeforeMin
                ? Bytes.NONE
                : new Memory.OfRelease(RolloutAnalysis.start(plan, before), 0, known).bytes();
    }
}
