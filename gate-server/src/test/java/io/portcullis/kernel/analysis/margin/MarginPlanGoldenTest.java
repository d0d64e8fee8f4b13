package io.portcullis.kernel.analysis.margin;

import static io.portcullis.testing.Golden.assertNear;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.testing.Golden;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class MarginPlanGoldenTest {

    private static final StagePlan STAGE = new StagePlan(1, new TreeMap<>(), 180);

    private static final SignalPlan REQUESTS = SignalPlan.requests(new SignalName("requests"));
    private static final SignalPlan ACQUIRES = SignalPlan.acquires(new SignalName("acquires"));

    static Stream<Golden.Case> previewPlan() {
        return Golden.cases("preview_plan");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("previewPlan")
    void meetsVector(Golden.Case vector) {
        var expectations = new HashMap<StreamKey, Expectation>();
        for (JsonNode region : vector.param("regions")) {
            expectations.put(region(region.get("id").asText()), expectation(region));
        }
        for (JsonNode link : vector.param("links")) {
            expectations.put(
                    link(link.get("src").asText(), link.get("dst").asText()), expectation(link));
        }
        Family family = Family.of(List.of(REQUESTS, ACQUIRES), expectations.keySet());
        var byIndex = new HashMap<Integer, Expectation>();
        expectations.forEach((key, value) -> byIndex.put(family.indexOf(key), value));

        var plan = new MarginPlan(family, byIndex, dispersions(vector, family), setting(vector));
        List<GroupPreview> previews = plan.previews();

        assertThat(previews).hasSize(vector.expect("m").asInt());
        assertNear("z", plan.quantile(), vector.expect("z"));
        Map<String, GroupPreview> byName = new HashMap<>();
        previews.forEach(preview -> byName.put(name(preview.key()), preview));
        for (var rung : vector.expect("rung").properties()) {
            GroupPreview preview = Optional.ofNullable(byName.get(rung.getKey())).orElseThrow();
            assertThat(preview.rung()).as(rung.getKey()).isEqualTo(rung.getValue().asInt());
            assertNear(
                    rung.getKey(),
                    preview.looksExpected(),
                    vector.expect("looks").get(rung.getKey()));
        }
        assertNames(vector, "required", previews, it -> it.role() instanceof Role.Required);
        assertNames(vector, "covered", previews, it -> it.role() instanceof Role.Covered);
        assertNames(vector, "coverage_short", previews, GroupPreview::coverageShort);
        assertNames(vector, "undecidable", previews, it -> it.role() instanceof Role.Undecidable);
        assertThat(new StagePreview(STAGE, 360, List.of(), previews).decidable())
                .isEqualTo(vector.expect("decidable").asBoolean());
    }

    private static void assertNames(
            Golden.Case vector,
            String list,
            List<GroupPreview> previews,
            Predicate<GroupPreview> belongs) {
        assertThat(previews.stream().filter(belongs).map(it -> name(it.key())))
                .as(list)
                .containsExactlyInAnyOrderElementsOf(
                        Golden.elements(vector.expect(list)).map(JsonNode::asText).toList());
    }

    private static MarginPlan.Setting setting(Golden.Case vector) {
        AnalysisParameters parameters = AnalysisParameters.DEFAULT;
        assertNear("beta", parameters.passBeta(), vector.param("beta"));
        assertNear("delta", parameters.undecidedDelta(), vector.param("delta"));
        assertNear("coverage", parameters.coverageAttemptsExpected(), vector.param("mu_cov"));
        for (Level level : Level.values()) {
            assertThat(level.coarsestRung())
                    .isEqualTo(vector.param("limits").get(levelName(level)).asInt());
        }
        return MarginPlan.Setting.of(vector.param("bake_looks").asInt(), parameters);
    }

    private static Dispersion[] dispersions(Golden.Case vector, Family family) {
        return family.keys().stream()
                .map(key -> vector.param("dispersion").get(levelName(key.level())))
                .map(it -> new Dispersion(Golden.number(it.get(0)), Golden.number(it.get(1))))
                .toArray(Dispersion[]::new);
    }

    private static String levelName(Level level) {
        return switch (level) {
            case SOURCE -> "src";
            case DESTINATION -> "dst";
            case REGION, ALL_REGIONS, LINK, ALL_LINKS -> level.name().toLowerCase(Locale.ROOT);
        };
    }

    private static String name(GroupKey key) {
        return switch (key) {
            case StreamKey stream ->
                    switch (stream.place()) {
                        case Region region -> "region " + region;
                        case Link link -> "link " + link.source() + ">" + link.destination();
                    };
            case AggregateKey aggregate ->
                    levelName(aggregate.level())
                            + aggregate.region().map(region -> " " + region).orElse("");
        };
    }

    private static Expectation expectation(JsonNode node) {
        return new Expectation(
                Golden.number(node.get("n_c")),
                Golden.number(node.get("n_b")),
                Golden.number(node.get("p")));
    }

    private static StreamKey region(String name) {
        return new StreamKey(REQUESTS.signal(), new Region(name), Optional.empty());
    }

    private static StreamKey link(String source, String destination) {
        return new StreamKey(
                ACQUIRES.signal(),
                new Link(new Region(source), new Region(destination)),
                Optional.of(ArmPair.NEW_OLD));
    }
}
