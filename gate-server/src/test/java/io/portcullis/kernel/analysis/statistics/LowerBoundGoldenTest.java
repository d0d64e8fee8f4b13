package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static io.portcullis.testing.Golden.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.testing.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LowerBoundGoldenTest {

    private static final double ALPHA = 0.01;

    static Stream<Golden.Case> information() {
        return Golden.cases("information");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("information")
    void meetsVector(Golden.Case vector) {
        LowerBound bound =
                LowerBound.of(
                        new LowerBound.Exposures(
                                number(vector.param("nc")), number(vector.param("nb"))),
                        new LowerBound.Rates(
                                number(vector.param("pc")), number(vector.param("pb"))),
                        new Margin(number(vector.param("rho0")), number(vector.param("eps"))));

        assertNear("I", bound.information(), vector.expect("info"));
        assertNear("q", bound.rate(), vector.expect("q_star"));
        assertNear("windows", bound.windows(ALPHA), vector.expect("windows_lb"));
    }

    @Test
    void harmWithinToleranceIsNeverFound() {
        LowerBound bound =
                LowerBound.of(
                        new LowerBound.Exposures(100, 1000),
                        new LowerBound.Rates(0.011, 0.01),
                        new Margin(1.1, 1e-4));

        assertThat(bound.windows(ALPHA)).isInfinite();
    }
}
