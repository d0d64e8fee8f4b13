package io.portcullis.kernel.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Three regions with half of their servers against the other half, 40 bad of 4,000 a look each. */
final class LikeWithLikeTest {

    private static final SignalName SIGNAL = new SignalName("requests");
    private static final List<Region> REGIONS =
            List.of(new Region("eu-central"), new Region("us-east"), new Region("us-west"));
    private static final int LOOKS = 360;
    private static final double BAD_PER_LOOK = 40;

    private final Random random = new Random(11);

    @Test
    void findsNoDifferenceWhereThereIsNone() {
        var found = history(60, 0, 0);

        var difference = found.differences().getFirst();
        assertThat(difference.lasting()).isLessThan(0.012);
        assertThat(difference.wander()).isLessThan(0.03);
        assertThat(difference.comparisons()).isEqualTo(180);
        assertThat(difference.toleranceAdvised()).isEqualTo(1.1);
    }

    @Test
    void measuresALastingDifference() {
        var difference = history(60, 0.2, 0).differences().getFirst();

        // Of 180 normal draws, the standard deviation is known to 5 %: four of those.
        assertThat(difference.lasting()).isCloseTo(0.2, within(0.04));
        assertThat(difference.wander()).isLessThan(0.03);
        assertThat(difference.toleranceAdvised()).isBetween(1.3, 1.5);
    }

    @Test
    void measuresSlowWander() {
        var difference = history(60, 0, 0.2).differences().getFirst();

        assertThat(difference.wander()).isCloseTo(0.2, within(0.04));
        // Six independent blocks leave their mean a deviation of 0.2/sqrt(6).
        assertThat(difference.lasting()).isCloseTo(0.2 / Math.sqrt(6), within(0.03));
    }

    @Test
    void tellsTheDispersionOfEachLevel() {
        var levels = history(10, 0, 0).levels();

        assertThat(levels)
                .extracting(LevelDispersion::level)
                .containsExactly(Level.REGION, Level.ALL_REGIONS);
        assertThat(levels)
                .allSatisfy(level -> {
                    assertThat(level.intervals()).isEqualTo(10);
                    assertThat(level.median().clustering()).isBetween(1.25, 1.8);
                });
    }

    @Test
    void saysNothingOfWhatWasNotCompared() {
        var like = new LikeWithLike(plan());

        like.add(List.of());

        assertThat(like.levels()).isEmpty();
        assertThat(like.differences()).isEmpty();
    }

    @Test
    void roundsTheToleranceUp() {
        assertThat(new LastingDifference(SIGNAL, 0.1, 0.02, 9).toleranceAdvised()).isEqualTo(1.2);
        assertThat(new LastingDifference(SIGNAL, 0.02, 0.101, 9).toleranceAdvised())
                .isEqualTo(1.25);
    }

    private LikeWithLike history(int intervals, double lasting, double wander) {
        var like = new LikeWithLike(plan());
        for (int interval = 0; interval < intervals; interval++) {
            like.add(interval(lasting, wander));
        }
        return like;
    }

    private List<LookEvidence> interval(double lasting, double wander) {
        var looks = new ArrayList<LookEvidence>();
        var ratios = new HashMap<Region, Double>();
        var blocks = new HashMap<Region, Double>();
        REGIONS.forEach(region -> ratios.put(region, lasting * random.nextGaussian()));
        for (int look = 0; look < LOOKS; look++) {
            if (look % 60 == 0) {
                REGIONS.forEach(region -> blocks.put(region, wander * random.nextGaussian()));
            }
            var counts = new HashMap<Cell, Counts>();
            for (Region region : REGIONS) {
                double log = ratios.getOrDefault(region, 0.0) + blocks.getOrDefault(region, 0.0);
                counts.put(cell(region, Arm.CANARY), bad(BAD_PER_LOOK * Math.exp(log)));
                counts.put(cell(region, Arm.STABLE), bad(BAD_PER_LOOK));
            }
            looks.add(LookEvidence.of(Instant.EPOCH.plusSeconds(10L * look), counts));
        }
        return looks;
    }

    /** A normal approximation of Poisson counts is close enough at 40. */
    private Counts bad(double mean) {
        double drawn = mean + Math.sqrt(mean) * random.nextGaussian();
        return new Counts(4_000, Math.max(0, Math.round(drawn)));
    }

    private static Cell cell(Region region, Arm arm) {
        return new Cell.InRegion(SIGNAL, region, arm);
    }

    private static AnalysisPlan plan() {
        return new AnalysisPlan(
                new TreeSet<>(REGIONS),
                new TreeSet<>(),
                List.of(SignalPlan.requests(SIGNAL)),
                List.of(new StagePlan(1, new TreeMap<>(Map.of(REGIONS.getFirst(), 0.5)), 30)),
                100,
                AnalysisParameters.DEFAULT);
    }
}
