package io.portcullis.kernel.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.testing.Golden;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class BlameGoldenTest {

    static Stream<Golden.Case> blame() {
        return Golden.cases("blame");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("blame")
    void meetsVector(Golden.Case vector) {
        JsonNode base = vector.param("base");
        List<JsonNode> groups =
                Stream.concat(Golden.elements(base), Golden.elements(vector.param("aggregates")))
                        .toList();

        List<Integer> named =
                Blame.regressed(numbers(groups, "log_w"), numbers(groups, "v"), base.size());

        assertThat(named.stream().map(index -> groups.get(index).get("key").asText()).toList())
                .isEqualTo(
                        Golden.elements(vector.expect("regressed")).map(JsonNode::asText).toList());
        assertThat(vector.expect("by").asText().equals("e-BH"))
                .isEqualTo(named.stream().allMatch(index -> index < base.size()));
    }

    private static double[] numbers(List<JsonNode> groups, String field) {
        return groups.stream().mapToDouble(group -> Golden.number(group.get(field))).toArray();
    }
}
