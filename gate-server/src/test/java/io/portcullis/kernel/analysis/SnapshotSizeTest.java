package io.portcullis.kernel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SnapshotSizeTest {

    private static final int REGIONS = 20;
    private static final int LOOKS = 200;
    private static final int BYTES_PER_STREAM_MAX = 400;

    @Test
    void isAtMostFourHundredBytesPerStreamWithOneArmPair() {
        assertThat(bytesPerStream(MeshOfRegions.onePair(REGIONS), REGIONS * REGIONS))
                .isLessThanOrEqualTo(BYTES_PER_STREAM_MAX);
    }

    @Test
    void isAtMostFourHundredBytesPerStreamWithThreeArmPairs() {
        int streams = REGIONS + 3 * REGIONS * (REGIONS - 1);

        assertThat(bytesPerStream(MeshOfRegions.threePairs(REGIONS), streams))
                .isLessThanOrEqualTo(BYTES_PER_STREAM_MAX);
    }

    private static double bytesPerStream(MeshOfRegions world, int streams) {
        AnalysisPlan plan = world.plan();
        List<LookEvidence> before = world.before(40);
        RolloutAnalysis analysis = RolloutAnalysis.start(plan, before);
        analysis.openStage(1, before);
        for (int look = 1; look <= LOOKS; look++) {
            analysis.look(look, world.look(look));
        }
        assertThat(StageScope.family(plan).streams()).hasSize(streams);
        return analysis.snapshot().length / (double) streams;
    }
}
