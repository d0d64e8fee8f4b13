package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class PassTestGoldenTest {

    static Stream<Golden.Case> pass() {
        return Golden.cases("pass");
    }

    static Stream<Golden.Case> recover() {
        return Golden.cases("recover");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pass")
    void meetsVector(Golden.Case vector) {
        JsonNode windows = vector.node().get("windows");
        int streamCount = windows.size();
        Groups groups = Vectors.groups(vector, streamCount);
        PassTest test = PassTest.ofRelease(groups, Vectors.dispersions(vector));
        double threshold = -Math.log(Golden.number(vector.param("beta")));
        var firstPass = new int[groups.count()];
        Arrays.fill(firstPass, -1);
        int firstAllPass = -1;
        start(test, vector, groups);

        var blocks = new Blocks(streamCount);
        for (int look = 0; look < windows.get(0).size(); look++) {
            if (restartsAt(vector, look)) {
                start(test, vector, groups);
            }
            Vectors.addLook(blocks, windows, look);
            test.look(blocks, frozen(vector, streamCount, look));
            boolean all = true;
            for (int group = 0; group < groups.count(); group++) {
                String where = " of group " + group + " at " + look;
                assertNear(
                        "log E" + where,
                        test.logGroup(group),
                        vector.expect("log_E").get(look).get(group));
                boolean passes = test.logGroup(group) >= threshold;
                firstPass[group] = passes && firstPass[group] < 0 ? look : firstPass[group];
                all &= passes;
                if (look == 0) {
                    assertNear(
                            "phi" + where, test.phi(group), vector.expect("phi_first").get(group));
                }
            }
            firstAllPass = all && firstAllPass < 0 ? look : firstAllPass;
        }

        assertFinal(vector, test, groups, firstPass);
        assertThat(firstAllPass).isEqualTo(vector.expect("first_all_pass_now").asInt());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("recover")
    void meetsVectorOfRecovery(Golden.Case vector) {
        Groups groups = Groups.of(1, List.of(new int[] {0}));
        OnsetWeights onset =
                OnsetWeights.over(
                        vector.param("t_recover").asInt(), Golden.number(vector.param("pi1")));
        PassTest test = PassTest.ofRecovery(groups, Vectors.dispersions(vector), onset);
        start(test, vector, groups);
        double threshold = -Math.log(Golden.number(vector.param("beta")));
        JsonNode post = vector.node().get("post");
        JsonNode reference = vector.node().get("reference");

        int first = -1;
        var blocks = new Blocks(1);
        for (int look = 0; look < post.size(); look++) {
            JsonNode after = post.get(look);
            JsonNode before = reference.get(look);
            blocks.add(
                    0,
                    new Window(
                            after.get(0).asDouble(),
                            after.get(1).asLong(),
                            before.get(0).asDouble(),
                            before.get(1).asLong()));
            blocks.flush();
            test.look(blocks, new boolean[1]);
            assertNear("log E at " + look, test.logGroup(0), vector.expect("log_E").get(look));
            first = first < 0 && test.logGroup(0) >= threshold ? look : first;
        }

        assertNear("log E", test.logGroup(0), vector.expect("final"));
        assertNear("phi", test.phi(0), vector.expect("phi_last"));
        assertThat(first).isEqualTo(vector.expect("first_look").asInt());
    }

    private static void assertFinal(
            Golden.Case vector, PassTest test, Groups groups, int[] firstPass) {
        for (int group = 0; group < groups.count(); group++) {
            assertNear("log E", test.logGroup(group), vector.expect("final").get(group));
            assertNear("last phi", test.phi(group), vector.expect("phi_last").get(group));
            assertThat(firstPass[group])
                    .isEqualTo(vector.expect("first_look_per_group").get(group).asInt());
        }
    }

    private static void start(PassTest test, Golden.Case vector, Groups groups) {
        double[] priors = Golden.numbers(vector.param("p_prior"));
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            test.startRate(stream, priors[stream]);
        }
        for (int group = 0; group < groups.count(); group++) {
            double ratio = perGroup(vector.param("rho1"), group);
            test.start(group, new Margin(ratio, perGroup(vector.param("eps1"), group)));
        }
    }

    private static double perGroup(JsonNode node, int group) {
        return Golden.number(node.isArray() ? node.get(group) : node);
    }

    private static boolean restartsAt(Golden.Case vector, int look) {
        JsonNode restarts = vector.param("restart_at");
        return restarts != null
                && Golden.elements(restarts).anyMatch(restart -> restart.asInt() == look);
    }

    private static boolean[] frozen(Golden.Case vector, int streamCount, int look) {
        var frozen = new boolean[streamCount];
        JsonNode pairs = vector.param("frozen");
        IntStream.range(0, pairs == null ? 0 : pairs.size())
                .filter(pair -> pairs.get(pair).get(1).asInt() == look)
                .forEach(pair -> frozen[pairs.get(pair).get(0).asInt()] = true);
        return frozen;
    }
}
