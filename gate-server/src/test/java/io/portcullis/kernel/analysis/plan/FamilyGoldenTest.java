package io.portcullis.kernel.analysis.plan;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.testing.Golden;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class FamilyGoldenTest {

    static Stream<Golden.Case> weights() {
        return Golden.cases("weights");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("weights")
    void meetsVector(Golden.Case vector) {
        var plans = new ArrayList<SignalPlan>();
        var streams = new ArrayList<StreamKey>();
        for (JsonNode metric : vector.param("metrics")) {
            SignalPlan plan = plan(metric);
            plans.add(plan);
            streams.addAll(streams(plan, metric));
        }

        Family family = Family.of(plans, streams);
        double[] weights = family.weights();

        JsonNode groups = vector.expect("groups");
        assertThat(family.keys()).hasSize(groups.size());
        for (JsonNode group : groups) {
            GroupKey key = key(group);
            int index = family.indexOf(key);
            assertThat(index).as(key.toString()).isNotNegative();
            assertNear(key.toString(), weights[index], group.get("v"));
        }
        assertNear("sum", Arrays.stream(weights).sum(), vector.expect("sum"));
    }

    private static SignalPlan plan(JsonNode metric) {
        return new SignalPlan(
                new SignalName(metric.get("name").asText()),
                metric.get("type").asText().equals("link")
                        ? SignalPlan.Kind.LINK
                        : SignalPlan.Kind.REGION,
                Golden.number(metric.get("omega")),
                1.1,
                0.05);
    }

    private static List<StreamKey> streams(SignalPlan plan, JsonNode metric) {
        if (plan.kind() == SignalPlan.Kind.REGION) {
            return Golden.elements(metric.get("regions"))
                    .map(region -> stream(plan, new Region(region.asText()), Optional.empty()))
                    .toList();
        }
        return metric.get("links").properties().stream()
                .flatMap(pair ->
                        Golden.elements(pair.getValue())
                                .map(link -> stream(plan, link(link), pair(pair.getKey()))))
                .toList();
    }

    private static StreamKey stream(SignalPlan plan, Place place, Optional<ArmPair> pair) {
        return new StreamKey(plan.signal(), place, pair);
    }

    private static Link link(JsonNode ends) {
        return new Link(new Region(ends.get(0).asText()), new Region(ends.get(1).asText()));
    }

    private static Optional<ArmPair> pair(String arms) {
        return Optional.of(ArmPair.valueOf(arms.replace(',', '_').toUpperCase(Locale.ROOT)));
    }

    private static GroupKey key(JsonNode group) {
        var signal = new SignalName(group.get("metric").asText());
        JsonNode key = group.get("key");
        Optional<ArmPair> pair =
                group.get("pair").isNull() ? Optional.empty() : pair(group.get("pair").asText());
        return switch (group.get("level").asText()) {
            case "region" ->
                    new StreamKey(signal, new Region(key.get(0).asText()), Optional.empty());
            case "link" -> new StreamKey(signal, link(key), pair);
            case "src" -> end(signal, Level.SOURCE, key, pair);
            case "dst" -> end(signal, Level.DESTINATION, key, pair);
            case "all_links" -> new AggregateKey(signal, Level.ALL_LINKS, Optional.empty(), pair);
            case "all_regions" ->
                    new AggregateKey(signal, Level.ALL_REGIONS, Optional.empty(), pair);
            default -> throw new AssertionError(group);
        };
    }

    private static AggregateKey end(
            SignalName signal, Level level, JsonNode key, Optional<ArmPair> pair) {
        return new AggregateKey(signal, level, Optional.of(new Region(key.get(0).asText())), pair);
    }
}
