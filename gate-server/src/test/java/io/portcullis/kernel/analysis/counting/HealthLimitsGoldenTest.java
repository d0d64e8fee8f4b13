package io.portcullis.kernel.analysis.counting;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.testing.Golden;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class HealthLimitsGoldenTest {

    static Stream<Golden.Case> health() {
        return Golden.cases("health");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("health")
    void meetsVector(Golden.Case vector) {
        HealthLimits limits =
                HealthLimits.of(
                        Golden.number(vector.param("pre_n")),
                        vector.param("pre_x").asLong(),
                        Golden.number(vector.param("p_bar")),
                        Golden.number(vector.param("ceiling")));
        assertNear("p+", limits.rateUpper(), vector.expect("p_upper"));
        assertNear("recent", limits.recentRate(), vector.expect("h_recent"));
        assertNear("stage", limits.stageRate(), vector.expect("h_stage"));

        assertThat(vector.param("window_looks").asInt()).isEqualTo(HealthLimits.RECENT_LOOKS);
        var recent = new RecentCounts(1, HealthLimits.RECENT_LOOKS);
        Counted stage = new Counted(0, 0);
        JsonNode windows = vector.node().get("windows");
        for (int look = 0; look < windows.size(); look++) {
            double exposure = windows.get(look).get(0).asDouble();
            long events = windows.get(look).get(1).asLong();
            recent.next();
            recent.add(0, exposure, events);
            stage = new Counted(stage.exposure() + exposure, stage.events() + events);

            assertThat(limits.recentlyUnhealthy(recent.exposure(0), recent.events(0)))
                    .as("recent at " + look)
                    .isEqualTo(vector.expect("recent").get(look).asBoolean());
            assertThat(limits.unhealthySinceStage(stage.exposure(), stage.events()))
                    .as("stage at " + look)
                    .isEqualTo(vector.expect("stage").get(look).asBoolean());
        }
    }

    private record Counted(double exposure, long events) {}
}
