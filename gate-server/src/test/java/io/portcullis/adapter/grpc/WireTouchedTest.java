package io.portcullis.adapter.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Touched;
import io.portcullis.kernel.evidence.Region;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class WireTouchedTest {

    private static final Region WEST = new Region("us-west");

    @Test
    void aReasonOfSharedHarmComesBackEqual() {
        for (Comparison comparison : Comparison.values()) {
            var touched =
                    new Touched(
                            comparison,
                            new TreeSet<>(Set.of(WEST, new Region("eu-west"))),
                            new TreeSet<>(),
                            90.5,
                            300.25,
                            1.6,
                            5);
            var reason =
                    Reason.at(ReasonType.SHARED_HARM, WEST, "both versions are bad")
                            .with(touched.details())
                            .with(Map.of("rung", "a"));
            var decision = new Decision.Abort(1, List.of(reason));

            assertThat(WireDecisions.decision(WireDecisions.decision(decision)))
                    .isEqualTo(decision);
        }
    }
}
