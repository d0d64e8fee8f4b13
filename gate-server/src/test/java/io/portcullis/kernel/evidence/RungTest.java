package io.portcullis.kernel.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Rung.SourceVersion;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
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
    void isLowerWhenTheVersionAtTheSourceIsUnknown() {
        var signal = signal(SignalKind.RATIO, Scope.LINK);

        assertThat(Rung.of(signal, SourceVersion.UNKNOWN)).isEqualTo(Rung.CLIENT_ERRORS);
    }

    @Test
    void isSaidWithItsLetter() {
        assertThat(Rung.LINK_COUNTERS).hasToString("rung d, link counters");
    }

    private static SignalDefinition signal(SignalKind kind, Scope scope) {
        return SignalDefinition.usual(new SignalName("acquire"), kind, scope);
    }
}
