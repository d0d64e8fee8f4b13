package io.portcullis.simulation.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.attribution.DecidedRollout.Ending;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.SettingChange;
import io.portcullis.simulation.world.Topology;
import io.portcullis.testing.ForAllSeeds;
import java.util.HashMap;
import java.util.List;

/**
 * Whose fault it is (analysis 5.6), on few seeds: six regions with 500 requests a second each, two of
 * them touched, in normal production (A1).
 */
final class AttributionScenariosTest {

    private static final int SEEDS = 2;
    private static final int BAKE = 60;
    private static final Topology TOPOLOGY = Topology.threePairs(6);
    private static final List<Region> TOUCHED = TOPOLOGY.senders().subList(0, 2);

    @ForAllSeeds(SEEDS)
    void theCanaryAloneBadIsTheRelease(long seed) {
        Ending ending = play(seed, Faults.times(5).onCanary().from(1), BAKE);

        assertThat(ending.aborted()).isTrue();
        assertThat(ending.type()).contains(ReasonType.RELEASE);
    }

    @ForAllSeeds(SEEDS)
    void bothVersionsBadWhereTouchedIsSharedHarmWithinFourMinutes(long seed) {
        Ending ending = play(seed, touched(5).from(1), BAKE);

        assertThat(ending.aborted()).isTrue();
        assertThat(ending.type()).contains(ReasonType.SHARED_HARM);
        assertThat(ending.looks()).isBetween(18, 24);
    }

    @ForAllSeeds(SEEDS)
    void aFaultOfOneMinuteWhereTouchedIsNotCalledSharedHarm(long seed) {
        Ending ending = play(seed, touched(20).from(7).until(12), BAKE);

        assertThat(ending.aborted()).isFalse();
    }

    @ForAllSeeds(SEEDS)
    void everythingBadIsTheEnvironmentAndNeverAborts(long seed) {
        Ending ending = play(seed, Faults.times(20).from(1), BAKE);

        assertThat(ending.last()).isInstanceOf(Decision.Hold.class);
        assertThat(ending.type()).contains(ReasonType.ENVIRONMENT);
    }

    @ForAllSeeds(SEEDS)
    void aBurstEverywhereIsNeverSharedHarm(long seed) {
        Ending ending = play(seed, Faults.times(100).from(20).until(26), BAKE);

        assertThat(ending.aborted()).isFalse();
    }

    @ForAllSeeds(SEEDS)
    void neverProceedsWithAFifthFailingOnBothVersions(long seed) {
        for (int from : List.of(1, 30, BAKE - 5)) {
            Ending ending = play(seed, Faults.to(0.2).from(from), 2 * BAKE);

            assertThat(ending.last()).isNotInstanceOf(Decision.Proceed.class);
        }
    }

    @ForAllSeeds(SEEDS)
    void aDifferenceOfLevelCancels(long seed) {
        var rates = new HashMap<Place, Double>();
        TOPOLOGY.regions().forEach(region -> rates.put(region, rate(region)));
        TOPOLOGY.links().forEach(link -> rates.put(link, rate(link)));

        Ending ending = play(setting().fixedRates(rates).done(), seed, BAKE);

        assertThat(ending.aborted()).isFalse();
    }

    private static double rate(Place place) {
        return isTouched(place) ? 0.02 : 0.001;
    }

    @ForAllSeeds(SEEDS)
    void proceedsWhenHealthyAndSaysWhichHarmItCannotSee(long seed) {
        Ending ending = play(seed, Fault.NONE, 2 * BAKE);

        assertThat(ending.last())
                .isInstanceOfSatisfying(
                        Decision.Proceed.class,
                        proceed ->
                                assertThat(proceed.cannotExclude())
                                        .anyMatch(it -> it.contains("harm to both versions")));
    }

    private static Ending play(long seed, Fault fault, int looksMax) {
        return play(setting().fault(fault).done(), seed, looksMax);
    }

    private static Ending play(Setting setting, long seed, int looksMax) {
        return new DecidedRollout(setting, seed, BAKE, looksMax).play();
    }

    private static SettingChange setting() {
        return Setting.of(Noise.A1, TOPOLOGY).with().traffic(500).touched(TOUCHED.size());
    }

    /** All arms where the rollout touches fail more often. */
    private static Fault touched(double factor) {
        return (cell, _, rate) -> isTouched(cell.place()) ? factor * rate : rate;
    }

    private static boolean isTouched(Place place) {
        return switch (place) {
            case Region region -> TOUCHED.contains(region);
            case Link(var source, var destination) ->
                    TOUCHED.contains(source) || TOUCHED.contains(destination);
        };
    }
}
