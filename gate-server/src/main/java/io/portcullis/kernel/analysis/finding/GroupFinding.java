package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Window;
import java.util.Optional;

/**
 * What one look says of one stream or aggregate.
 *
 * @param key which
 * @param finding in one word
 * @param role what it has to do with PASS at this stage
 * @param sinceStage counts on both arms since the stage opened
 * @param fail evidence against it; empty where no old arm is left
 * @param pass evidence for it; empty where no margin is promised
 * @param coverage whether it was seen; asked of single places only
 * @param oldArm whether its comparison arm is fit
 */
public record GroupFinding(
        GroupKey key,
        Finding finding,
        Role role,
        Window sinceStage,
        Optional<FailEvidence> fail,
        Optional<PassEvidence> pass,
        Coverage coverage,
        OldArmHealth oldArm) {}
