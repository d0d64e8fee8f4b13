package io.portcullis.kernel.relay.coverage;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.StageCoverage.Pair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CoveragePlanTest {

    private static final Region EU = new Region("eu-west");
    private static final Region US = new Region("us-east");
    private static final ReleaseIdentity OLD = ReleaseIdentity.ofVersion("1");
    private static final ReleaseIdentity NEW = ReleaseIdentity.ofVersion("2");
    private static final Link OUT = new Link(EU, US);
    private static final Link BACK = new Link(US, EU);

    /** 1 publisher per region and 1 subscriber per other region. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 20})
    void anAgentInEachRegionCoversEveryOrderedLinkOnce(int count) {
        var regions = IntStream.range(0, count).mapToObj(it -> new Region("region-" + it)).toList();
        var links = ServiceDefinition.allOrderedPairs(regions);
        var standpoints = regions.stream().map(it -> new Standpoint("in-" + it, it, OLD)).toList();

        var plan = CoveragePlan.of(links, standpoints);

        assertThat(plan.uncovered()).isEmpty();
        assertThat(plan.probes())
                .hasSize(count * (count - 1))
                .extracting(CoverageProbe::link)
                .containsExactlyInAnyOrderElementsOf(links);
        assertThat(plan.of("in-region-0")).hasSize(count - 1);
    }

    @Test
    void bothVersionsAtBothEndsMakeEveryPair() {
        var plan = CoveragePlan.of(links(), everything());

        assertThat(plan.probes())
                .filteredOn(it -> it.link().equals(OUT))
                .extracting(it -> it.source().vantage() + " " + it.destination().vantage())
                .containsExactlyInAnyOrder(
                        "eu-old us-old", "eu-old us-new", "eu-new us-old", "eu-new us-new");
    }

    @Test
    void moreAgentsOfOneVersionMakeNoMoreProbesAndTheirOrderDoesNotMatter() {
        var more = new ArrayList<>(everything());
        more.add(new Standpoint("z-more", EU, OLD));
        var turned = new ArrayList<>(more);
        Collections.reverse(turned);

        assertThat(CoveragePlan.of(links(), more))
                .isEqualTo(CoveragePlan.of(links(), everything()))
                .isEqualTo(CoveragePlan.of(links(), turned));
    }

    @Test
    void aLinkWithoutAgentAtAnEndIsSaidToBeUncovered() {
        var plan = CoveragePlan.of(links(), List.of(new Standpoint("eu-old", EU, OLD)));

        assertThat(plan.probes()).isEmpty();
        assertThat(plan.uncovered())
                .containsExactly(
                        new UncoveredLink(OUT, "no agent stands in us-east"),
                        new UncoveredLink(BACK, "no agent stands in us-east"));
    }

    /** As in 2023: the canary ran in one region, and no probe crossed to another. */
    @Test
    void aCanaryNobodyStandsBesideLeavesItsPairsMissing() {
        var plan =
                CoveragePlan.of(
                        links(),
                        List.of(
                                new Standpoint("eu-old", EU, OLD),
                                new Standpoint("us-old", US, OLD)));

        var stage = StageCoverage.of(plan, links(), shares(Map.of(EU, 0.1)), NEW, 5);

        assertThat(stage.shown()).isEmpty();
        assertThat(stage.missing())
                .containsExactly(new Pair(OUT, ArmPair.NEW_OLD), new Pair(BACK, ArmPair.OLD_NEW));
        assertThat(stage.probes()).isZero();
    }

    @Test
    void aStageIsCoveredByFiveProbesOfEachPair() {
        var plan = CoveragePlan.of(links(), everything());

        var stage = StageCoverage.of(plan, links(), shares(Map.of(EU, 0.5, US, 0.5)), NEW, 5);

        assertThat(stage.missing()).isEmpty();
        assertThat(stage.shown()).hasSize(6);
        assertThat(stage.probes()).isEqualTo(30);
        assertThat(stage.takes(Duration.ofSeconds(15))).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void whereTheOldVersionIsGoneNoPairAsksForIt() {
        assertThat(StageCoverage.required(links(), shares(Map.of(EU, 1.0, US, 1.0))))
                .containsExactly(new Pair(OUT, ArmPair.NEW_NEW), new Pair(BACK, ArmPair.NEW_NEW));
        assertThat(StageCoverage.required(links(), shares(Map.of()))).isEmpty();
    }

    private static SortedSet<Link> links() {
        return new TreeSet<>(List.of(OUT, BACK));
    }

    private static SortedMap<Region, Double> shares(Map<Region, Double> shares) {
        return new TreeMap<>(shares);
    }

    private static List<Standpoint> everything() {
        return List.of(
                new Standpoint("eu-old", EU, OLD),
                new Standpoint("eu-new", EU, NEW),
                new Standpoint("us-old", US, OLD),
                new Standpoint("us-new", US, NEW));
    }
}
