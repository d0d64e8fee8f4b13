package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ForecastGoldenTest {

    static Stream<Golden.Case> preview() {
        return Golden.cases("preview");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("preview")
    void meetsVector(Golden.Case vector) {
        double quantile =
                Forecast.quantile(Golden.number(vector.param("delta")), vector.param("m").asInt());
        assertNear("z", quantile, vector.expect("z"));
        var assumptions =
                new Forecast.Assumptions(
                        new Dispersion(
                                Golden.number(vector.param("phi_cl")),
                                Golden.number(vector.param("c2"))),
                        Golden.number(vector.param("rho0")),
                        Forecast.distance(Golden.number(vector.param("beta"))),
                        quantile);

        int bake = vector.param("bake_looks").asInt();
        int limit = vector.param("limit").asInt();
        int finest = -1;
        double looksAtLimit = 0;
        for (int rung = 0; rung < Ladder.RUNG_COUNT; rung++) {
            assertNear("rho1", Ladder.margin(rung).ratio(), vector.param("rungs").get(rung).get(0));
            assertNear(
                    "eps1", Ladder.margin(rung).excess(), vector.param("rungs").get(rung).get(1));
            Forecast forecast = Forecast.of(members(vector), Ladder.margin(rung), assumptions);
            assertLooks(forecast, vector, rung);
            finest = finest < 0 && rung <= limit && forecast.looks() <= bake ? rung : finest;
            looksAtLimit = rung == limit ? forecast.looks() : looksAtLimit;
        }

        assertThat(finest).isEqualTo(vector.expect("rung").asInt());
        if (finest < 0) {
            assertNear("shortfall", looksAtLimit / bake, vector.expect("shortfall"));
        }
    }

    private static void assertLooks(Forecast forecast, Golden.Case vector, int rung) {
        JsonNode expected = vector.expect("looks").get(rung);
        if (expected.isNull()) {
            assertThat(forecast.looks()).isInfinite();
        } else {
            assertNear("looks at rung " + rung, forecast.looks(), expected);
        }
        assertThat(forecast.bestBet()).isEqualTo(vector.expect("best_q_index").get(rung).asInt());
    }

    private static List<Forecast.Member> members(Golden.Case vector) {
        return Golden.elements(vector.param("members"))
                .map(member ->
                        new Forecast.Member(
                                Golden.number(member.get("n_c")),
                                Golden.number(member.get("n_b")),
                                Golden.number(member.get("p"))))
                .toList();
    }
}
