package io.portcullis.kernel.analysis.statistics;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FalseDiscoveryGoldenTest {

    static Stream<Golden.Case> multiplicity() {
        return Golden.cases("multiplicity");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("multiplicity")
    void meetsVector(Golden.Case vector) {
        double[] values = Golden.numbers(vector.param("log_e"));
        double threshold = -Math.log(Golden.number(vector.param("alpha")));

        double[] adjusted = FalseDiscovery.adjusted(values);

        assertThat(FalseDiscovery.named(values, Golden.number(vector.param("fdr"))))
                .isEqualTo(indices(vector.expect("ebh_rejected")));
        for (int index = 0; index < values.length; index++) {
            assertNear(
                    "log e* " + index, adjusted[index], vector.expect("adjusted_log_e").get(index));
        }
        assertThat(
                        IntStream.range(0, values.length)
                                .filter(index -> adjusted[index] >= threshold)
                                .boxed()
                                .toList())
                .isEqualTo(indices(vector.expect("fwer_rejected")));
        assertNear("log mean", FalseDiscovery.mean(values), vector.expect("log_mean"));
    }

    private static java.util.List<Integer> indices(JsonNode array) {
        return Golden.elements(array).map(JsonNode::asInt).toList();
    }
}
