package io.portcullis.app.rollout;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.gather.LooksBefore;
import io.portcullis.app.judge.RolloutLooks;
import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.ArrayList;
import java.util.List;

/** What each stage of a plan will be able to decide, from the looks before it starts. */
final class StagePreviews {

    private StagePreviews() {}

    /** All stages in order; none when there are too few looks. */
    static List<StagePreview> of(RolloutSpec spec, LooksBefore before, Policy policy) {
        var evidence = evidence(before);
        var previews = new ArrayList<StagePreview>();
        if (evidence.looks().size() >= policy.looksBeforeMin()) {
            var plan = AnalysisPlans.of(spec);
            for (int stage = 1; stage <= spec.plan().stageLast(); stage++) {
                previews.add(RolloutAnalysis.preview(plan, stage, evidence));
            }
        }
        return previews;
    }

    /** Those in which something was measured. */
    static EvidenceBefore evidence(LooksBefore before) {
        return new EvidenceBefore(
                RolloutLooks.withEvidence(before.looks()),
                RolloutLooks.withEvidence(before.asIfCanary()));
    }
}
