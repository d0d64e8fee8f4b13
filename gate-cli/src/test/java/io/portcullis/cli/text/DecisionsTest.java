package io.portcullis.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.v1.Decision;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import org.junit.jupiter.api.Test;

final class DecisionsTest {

    @Test
    void eachReasonSaysOnceOnWhichRungItStands() {
        var decision =
                Decision.newBuilder()
                        .setKind(DecisionKind.DECISION_KIND_ABORT)
                        .setStage(1)
                        .addReasons(reason(ReasonType.REASON_TYPE_RELEASE, "two are worse", "d"))
                        .addReasons(
                                reason(
                                        ReasonType.REASON_TYPE_STRUCTURE,
                                        "a loop (rung e, edge reports).",
                                        "e"))
                        .addReasons(reason(ReasonType.REASON_TYPE_FREEZE, "weekend", ""))
                        .build();

        assertThat(Decisions.lines(decision))
                .containsExactly(
                        "ABORT (stage 1)",
                        "  RELEASE: two are worse (rung d, links, with both ends)",
                        "  STRUCTURE: a loop (rung e, edge reports).",
                        "  FREEZE: weekend");
    }

    private static Reason reason(ReasonType type, String text, String rung) {
        return Reason.newBuilder().setType(type).setText(text).setRung(rung).build();
    }
}
