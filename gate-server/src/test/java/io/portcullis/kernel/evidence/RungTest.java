package io.portcullis.kernel.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class RungTest {

    @Test
    void isToldByWhatASignalMeasures() {
        assertThat(Rung.of(signal(SignalKind.RATIO, Scope.REGION)))
                .isEqualTo(Rung.DESTINATION_COUNTERS);
        assertThat(Rung.of(signal(SignalKind.PROBE, Scope.LINK))).isEqualTo(Rung.PROBES);
        assertThat(Rung.of(signal(SignalKind.RATIO, Scope.LINK))).isEqualTo(Rung.LINK_COUNTERS);
        assertThat(Rung.of(signal(SignalKind.STRUCTURE, Scope.LINK))).isEqualTo(Rung.EDGE_REPORTS);
    }

    @Test
    void isWhatPeopleSayOfASignal() {
        var calls = signal(SignalKind.RATIO, Scope.REGION);
        var said = new TreeMap<>(Map.of(calls.name(), Rung.CLIENT_ERRORS));

        assertThat(new Rungs(said).of(calls)).isEqualTo(Rung.CLIENT_ERRORS);
        assertThat(Rungs.USUAL.of(calls)).isEqualTo(Rung.DESTINATION_COUNTERS);
    }

    @Test
    void isReadByItsLetter() {
        for (Rung rung : Rung.values()) {
            assertThat(Rung.ofLetter(rung.letter())).isEqualTo(rung);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Rung.ofLetter("f"))
                .withMessage("rung is 'f'; must be a to e");
    }

    @Test
    void isSaidWithItsLetter() {
        assertThat(Rung.LINK_COUNTERS).hasToString("rung d, link counters");
    }

    private static SignalDefinition signal(SignalKind kind, Scope scope) {
        return SignalDefinition.usual(new SignalName("acquire"), kind, scope);
    }
}
