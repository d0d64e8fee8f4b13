package io.portcullis.kernel.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.kernel.analysis.finding.Certainty;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.ReleaseEvidence;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** What is claimed of a single stream after FAIL. */
final class BlameTest {

    private static final GroupKey LINK = FindingsFixture.LINK;

    @Test
    void claimsNothingOfTheStreamThatOnlyCarriesMostOfTheEvidence() {
        Blame blame = blame(List.of(), List.of());

        assertThat(blame.certainty()).isEqualTo(Certainty.MOST_EVIDENCE);
        assertThat(blame.errorRatio()).isZero();
    }

    @Test
    void claimsOfASurelyNamedStreamWhatHoldsForAllTogether() {
        Blame blame = blame(List.of(LINK), List.of(LINK));

        assertThat(blame.certainty()).isEqualTo(Certainty.SURE);
        assertThat(blame.errorRatio()).isCloseTo(0.008, within(1e-9));
    }

    @Test
    void claimsOfALikelyStreamItsFalseDiscoveryRate() {
        Blame blame = blame(List.of(LINK), List.of());

        assertThat(blame.errorRatio()).isEqualTo(Certainty.FALSE_DISCOVERY_RATIO);
    }

    private static Blame blame(List<GroupKey> likely, List<GroupKey> sure) {
        var release =
                new ReleaseEvidence(6, -Math.log(0.008), 12, 3, true, List.of(LINK), likely, sure);
        var fail =
                new FailEvidence(
                        0.1,
                        5,
                        0.6,
                        12,
                        3,
                        OptionalDouble.empty(),
                        new Margin(1.1, 1e-4),
                        OptionalInt.empty());
        return Blame.of(LINK, fail, release);
    }
}
