package io.portcullis.kernel.analysis.attribution;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.testing.Golden;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class TouchedTestGoldenTest {

    static Stream<Golden.Case> shared() {
        return Golden.cases("shared");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void meetsVector(Golden.Case vector) {
        assertThat(vector.param("block_looks").asInt()).isEqualTo(TouchedTest.BLOCK_LOOKS);
        assertThat(vector.param("reestimate_looks").asInt()).isEqualTo(TouchedTest.ESTIMATE_LOOKS);
        List<JsonNode> streams = Golden.elements(vector.param("streams")).toList();
        JsonNode windows = vector.node().get("windows");
        TouchedTest test = opened(vector, streams, windows.size());
        for (int place = 0; place < windows.size(); place++) {
            assertNear("p-hat", test.rates().rate(place), vector.expect("p_hat").get(place));
        }
        for (int stream = 0; stream < streams.size(); stream++) {
            assertNear(
                    "rho_S",
                    test.tolerance(stream),
                    vector.expect("streams").get(stream).get("rho_S"));
        }

        int firstFail = -1;
        for (int look = 0; look < windows.get(0).size(); look++) {
            test.look(counts(windows, look), new TreeMap<>());
            assertLook(vector, look, test);
            if (firstFail < 0 && test.fail().fails()) {
                firstFail = look;
            }
        }

        assertThat(firstFail).isEqualTo(vector.expect("first_fail_look").asInt());
    }

    private static TouchedTest opened(Golden.Case vector, List<JsonNode> streams, int places) {
        double[] weights = streams.stream().mapToDouble(it -> number(it, "v")).toArray();
        var test =
                new TouchedTest(
                        weights,
                        new boolean[weights.length],
                        new int[][] {IntStream.range(0, places).toArray()},
                        new TouchedTest.Setting(
                                Golden.number(vector.param("eps")),
                                Golden.number(vector.param("alpha")),
                                vector.param("t_start").asInt()));
        int[][] touched =
                streams.stream().map(it -> positions(it.get("members"))).toArray(int[][]::new);
        int[][] untouched =
                streams.stream()
                        .map(_ -> positions(vector.param("untouched")))
                        .toArray(int[][]::new);
        Dispersion[] dispersions =
                streams.stream()
                        .map(it -> new Dispersion(number(it, "phi_cl"), number(it, "c2")))
                        .toArray(Dispersion[]::new);
        var before = new PlaceCounts(places);
        for (int place = 0; place < places; place++) {
            before.add(place, counts(vector.param("pre").get(place)));
        }
        test.open(new Sides(touched, untouched), before, dispersions);
        return test;
    }

    private static void assertLook(Golden.Case vector, int look, TouchedTest test) {
        assertNear("log W^S at " + look, test.logTotal(), vector.expect("log_total").get(look));
        JsonNode streams = vector.expect("streams");
        for (int stream = 0; stream < streams.size(); stream++) {
            JsonNode expected = streams.get(stream);
            assertNear(
                    "log W at " + look,
                    test.fail().logGroup(stream),
                    expected.get("log_W").get(look));
            assertThat(test.fail().firstBadLook(stream) - 1)
                    .as("first bad look at " + look)
                    .isEqualTo(expected.get("first_bad_look").get(look).asInt());
            if (look == TouchedTest.BLOCK_LOOKS - 1) {
                assertFirstBlock(expected, test.balance(), stream);
            }
        }
    }

    private static void assertFirstBlock(JsonNode expected, Balance balance, int stream) {
        assertNear("e touched", balance.touchedExpected(stream), expected.get("e_touched"));
        assertNear("e untouched", balance.otherExpected(stream), expected.get("e_untouched"));
        assertNear("x touched", balance.touched(stream).events(), expected.get("x_touched"));
        assertNear("x untouched", balance.other(stream).events(), expected.get("x_untouched"));
    }

    private static PlaceCounts counts(JsonNode windows, int look) {
        var counts = new PlaceCounts(windows.size());
        for (int place = 0; place < windows.size(); place++) {
            counts.add(place, counts(windows.get(place).get(look)));
        }
        return counts;
    }

    private static Counts counts(JsonNode pair) {
        return new Counts(pair.get(0).asDouble(), pair.get(1).asLong());
    }

    private static int[] positions(JsonNode array) {
        return Golden.elements(array).mapToInt(JsonNode::asInt).toArray();
    }

    private static double number(JsonNode node, String name) {
        return Golden.number(node.get(name));
    }
}
