package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.LINK;
import static io.portcullis.kernel.decision.FindingsFixture.REQUESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.testing.Golden;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The decision table of analysis 2.8, row by row. */
final class AttributionTableTest {

    static Stream<JsonNode> rows() {
        return Golden.cases("attribution")
                .flatMap(vector -> Golden.elements(vector.node().get("rows")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void decidesByTheFirstMatchingRow(JsonNode row) {
        Decision decision = Decide.at(findings(row.get("inputs")).look(), Policy.DEFAULT);

        assertThat(said(decision))
                .isEqualTo(Golden.elements(row.get("expect")).map(JsonNode::asText).toList());
    }

    private static AttributionFixture attribution(JsonNode inputs) {
        var attribution = new AttributionFixture();
        if (!is(inputs, "untouched")) {
            attribution.nothingUntouched();
        } else if (is(inputs, "history")) {
            attribution.against(Comparison.EARLIER_DAYS);
        }
        if (is(inputs, "shared") || is(inputs, "history")) {
            attribution.failing();
        }
        if (is(inputs, "pre_existing")) {
            attribution.preExisting();
        }
        if (is(inputs, "untouched_unhealthy")) {
            attribution.untouchedUnhealthy();
        }
        return attribution;
    }

    private static FindingsFixture findings(JsonNode inputs) {
        var findings = new FindingsFixture().attributed(attribution(inputs));
        if (is(inputs, "release")) {
            findings.failing(LINK);
        }
        if (is(inputs, "old_arm_blocked")) {
            findings.blocked(REQUESTS);
        }
        if (!is(inputs, "all_pass")) {
            findings.shortOf(LINK, 100, 20);
        }
        if (!is(inputs, "coverage")) {
            findings.uncovered(LINK, 1, 20);
        }
        if (!is(inputs, "bake_over")) {
            findings.progress(new StageProgress(1, 60, 180, 360, Duration.ofSeconds(10)));
        }
        return findings;
    }

    private static boolean is(JsonNode inputs, String name) {
        return inputs.get(name).asBoolean();
    }

    private static List<String> said(Decision decision) {
        return switch (decision) {
            case Decision.Proceed _ -> List.of("PROCEED", "PASS");
            case Decision.Hold(_, var reasons) -> List.of("HOLD", reasons.getFirst().type().name());
            case Decision.Abort(_, var reasons) -> List.of("ABORT", kind(reasons.getFirst()));
        };
    }

    private static String kind(Reason reason) {
        boolean byHistory =
                Touched.of(reason)
                        .filter(it -> it.comparison() != Comparison.UNTOUCHED)
                        .isPresent();
        return reason.type().name() + (byHistory ? "_HISTORY" : "");
    }
}
