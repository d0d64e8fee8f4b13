package io.portcullis.kernel.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RungDetailTest {

    private static final SignalName ACQUIRE = new SignalName("track-acquire");
    private static final SignalName LATENCY = new SignalName("latency");
    private static final List<SignalDefinition> SIGNALS =
            List.of(
                    SignalDefinition.usual(ACQUIRE, SignalKind.RATIO, Scope.LINK),
                    SignalDefinition.usual(LATENCY, SignalKind.LATENCY, Scope.REGION));
    private static final Region WEST = new Region("us-west");

    @Test
    void everyReasonAboutASignalSaysItsRung() {
        var reasons = List.of(reason(ACQUIRE), reason(LATENCY.part("above 0.1 s")));

        assertThat(rungs(new Decision.Abort(1, reasons), Rungs.USUAL)).containsExactly("d", "a");
        assertThat(rungs(new Decision.Hold(1, reasons), Rungs.USUAL)).containsExactly("d", "a");
    }

    @Test
    void peopleKnowBetterThanTheWayItIsMeasured() {
        var rungs = new Rungs(new TreeMap<>(Map.of(LATENCY, Rung.CLIENT_ERRORS)));

        assertThat(rungs(new Decision.Abort(1, List.of(reason(LATENCY))), rungs))
                .containsExactly("c");
    }

    @Test
    void reasonsAboutNoSignalAreLeftAsTheyAre() {
        var loop =
                Reason.at(ReasonType.STRUCTURE, WEST, "loop (rung e, edge reports)")
                        .with(Map.of("rung", "e"));
        var plain = Reason.of(ReasonType.BAKING, "bakes");
        var decision = new Decision.Hold(1, List.of(loop, plain));

        assertThat(RungDetail.over(decision, SIGNALS, Rungs.USUAL)).isEqualTo(decision);
        assertThat(RungDetail.text(loop)).isEqualTo("loop (rung e, edge reports)");
        assertThat(RungDetail.text(plain)).isEqualTo("bakes");
    }

    @Test
    void textSaysTheRungOnce() {
        var reason = reason(ACQUIRE).with(Map.of("rung", "d"));

        assertThat(RungDetail.text(reason)).isEqualTo("bad (rung d, link counters)");
    }

    private static List<String> rungs(Decision decision, Rungs rungs) {
        var reasons =
                switch (RungDetail.over(decision, SIGNALS, rungs)) {
                    case Decision.Abort abort -> abort.reasons();
                    case Decision.Hold hold -> hold.reasons();
                    case Decision.Proceed _ -> List.<Reason>of();
                };
        return reasons.stream().map(it -> it.details().getOrDefault("rung", "")).toList();
    }

    private static Reason reason(SignalName signal) {
        return Reason.at(ReasonType.RELEASE, WEST, "bad").on(signal, null);
    }
}
