package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FailTestGoldenTest {

    static Stream<Golden.Case> fail() {
        return Golden.cases("fail");
    }

    static Stream<Golden.Case> failRepeat() {
        return Golden.cases("fail_repeat");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fail")
    void meetsVector(Golden.Case vector) {
        JsonNode windows = vector.node().get("windows");
        FailTest test = test(vector, windows.size());
        var blocks = new Blocks(windows.size());

        int firstFail = -1;
        for (int look = 0; look < windows.get(0).size(); look++) {
            Vectors.addLook(blocks, windows, look);
            test.look(blocks);
            assertLook(vector, look, test);
            assertDetail(vector, look, test);
            if (firstFail < 0 && test.fails()) {
                firstFail = look;
            }
        }

        assertThat(firstFail).isEqualTo(vector.expect("first_fail_look").asInt());
        assertNear("final log W", test.logTotal(), vector.expect("final_log_total"));
        assertFinal(vector, test);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("failRepeat")
    void meetsVectorOfRepeatedWindows(Golden.Case vector) {
        FailTest test = test(vector, 1);
        var blocks = new Blocks(1);
        Window window = Vectors.window(vector.param("window"));

        for (int look = 0; look < vector.param("repeat").asInt(); look++) {
            blocks.add(0, window);
            blocks.flush();
            test.look(blocks);
            JsonNode expected = vector.expect("at_look_" + look);
            if (expected != null) {
                assertNear("log W at look " + look, test.logTotal(), expected);
            }
        }

        assertNear("final log W", test.logTotal(), vector.expect("final_log_total"));
    }

    private static FailTest test(Golden.Case vector, int streamCount) {
        var tolerances = new double[streamCount];
        Arrays.fill(tolerances, Golden.number(vector.param("rho0")));
        var parameters =
                new FailParameters(
                        Golden.number(vector.param("alpha")),
                        Golden.number(vector.param("eps")),
                        Golden.number(vector.param("kappa")),
                        Golden.number(vector.param("lane_n")),
                        Golden.number(vector.param("pi1")),
                        vector.param("t_start").asInt(),
                        vector.param("n_min").asInt());
        return new FailTest(
                Vectors.groups(vector, streamCount),
                Golden.numbers(vector.param("weights")),
                Vectors.dispersions(vector),
                tolerances,
                parameters);
    }

    private static void assertLook(Golden.Case vector, int look, FailTest test) {
        assertNear("log W at " + look, test.logTotal(), vector.expect("log_total").get(look));
        JsonNode values = vector.expect("log_W_groups").get(look);
        JsonNode bad = vector.expect("first_bad_look").get(look);
        for (int group = 0; group < values.size(); group++) {
            String where = " of group " + group + " at " + look;
            assertNear("log W" + where, test.logGroup(group), values.get(group));
            assertThat(test.firstBadLook(group) - 1)
                    .as("first bad look" + where)
                    .isEqualTo(bad.get(group).asInt());
        }
    }

    private static void assertDetail(Golden.Case vector, int look, FailTest test) {
        for (JsonNode detail : vector.expect("detail")) {
            if (detail.get("look").asInt() == look) {
                assertGroup(detail, test);
            }
        }
    }

    private static void assertGroup(JsonNode detail, FailTest test) {
        int group = detail.get("group").asInt();
        GroupRows rows = test.rows();
        assertThat(rows.isActive(group)).isEqualTo(detail.get("active").asBoolean());
        if (!rows.isActive(group)) {
            return;
        }
        assertNear("O", rows.observed(group), detail.get("O"));
        assertNear("E", rows.expected(group), detail.get("E"));
        assertNear("K", rows.events(group), detail.get("K"));
        assertNear("V", rows.variance(group), detail.get("V"));
        assertNear("phi", test.tempering(group), detail.get("phi"));
        if (!detail.get("cap").isNull()) {
            assertNear("cap", test.cap(group), detail.get("cap"));
        }
        for (int bet = 0; bet < LaneN.BETS; bet++) {
            assertNear(
                    "f_c " + bet,
                    test.laneNFactor(group, bet),
                    detail.get("lane_n_factors").get(bet));
        }
        for (int bet = 0; bet < LaneP.BETS; bet++) {
            assertNear(
                    "l " + bet,
                    test.lanePIncrement(group, bet),
                    detail.get("lane_p_log_increments").get(bet));
        }
    }

    private static void assertFinal(Golden.Case vector, FailTest test) {
        JsonNode groups = vector.expect("final_groups");
        for (int group = 0; group < groups.size(); group++) {
            JsonNode expected = groups.get(group);
            assertNear("log W^N", test.logLaneN(group), expected.get("log_WN"));
            assertNear("log W^P", test.logLaneP(group), expected.get("log_WP"));
            assertNear("log W", test.logGroup(group), expected.get("log_W"));
        }
    }
}
