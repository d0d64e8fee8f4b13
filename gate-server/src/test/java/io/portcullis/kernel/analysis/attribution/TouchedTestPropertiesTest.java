package io.portcullis.kernel.analysis.attribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.testing.ForAllSeeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Four places, the first two touched, over more than two hours of looks. */
final class TouchedTestPropertiesTest {

    private static final int SEEDS = 10;
    private static final int PLACES = 4;
    private static final int LOOKS = 760;
    private static final double[] RATES = {0.02, 0.002, 0.004, 0.001};
    private static final int[][] TOUCHED = {{0, 1}, {0}, {1}};
    private static final int[][] UNTOUCHED = {{2, 3}, {2, 3}, {2, 3}};

    @ForAllSeeds(SEEDS)
    void orderOfPlacesDoesNotMatter(long seed) {
        TouchedTest test = opened(seed, TOUCHED, UNTOUCHED);
        int[] turned = {3, 2, 1, 0};
        TouchedTest ofTurned = opened(seed, turned(TOUCHED, turned), turned(UNTOUCHED, turned));

        var random = new SplittableRandom(seed);
        for (int look = 0; look < LOOKS; look++) {
            Counts[] counts = counts(random, 1 + look / 300);
            test.look(places(counts), new TreeMap<>());
            Counts[] reversed = counts.clone();
            Arrays.setAll(reversed, place -> counts[turned[place]]);
            ofTurned.look(places(reversed), new TreeMap<>());

            assertThat(ofTurned.logTotal()).isCloseTo(test.logTotal(), within(1e-9));
        }
    }

    @ForAllSeeds(SEEDS)
    void goesOnFromASnapshotAsIfNothingHadHappened(long seed) {
        TouchedTest straight = opened(seed, TOUCHED, UNTOUCHED);
        TouchedTest restored = opened(seed, TOUCHED, UNTOUCHED);

        var random = new SplittableRandom(seed);
        for (int look = 0; look < LOOKS; look++) {
            PlaceCounts counts = places(counts(random, 1 + look / 200));
            straight.look(counts, new TreeMap<>());
            restored = restored(restored);
            restored.look(counts, new TreeMap<>());

            assertThat(bytes(restored)).isEqualTo(bytes(straight));
        }
    }

    @ForAllSeeds(SEEDS)
    void worseEverywhereAlikeNeverFails(long seed) {
        TouchedTest test = opened(seed, TOUCHED, UNTOUCHED);

        var random = new SplittableRandom(seed);
        for (int look = 0; look < LOOKS; look++) {
            test.look(places(counts(random, look > 100 && look < 130 ? 20 : 1)), new TreeMap<>());

            assertThat(test.fail().fails()).isFalse();
        }
    }

    @ForAllSeeds(SEEDS)
    void failsAgainstEarlierDaysOfTheSamePlaces(long seed) {
        int[][] nothing = {{}, {}, {}};
        int[][] together = {{0, 1, 2, 3}, {}, {}};
        TouchedTest healthy = opened(seed, together, nothing);
        TouchedTest harmed = opened(seed, together, nothing);

        var random = new SplittableRandom(seed);
        for (int look = 0; look < 90; look++) {
            SortedMap<Integer, PlaceCounts> days = days(random);
            healthy.look(places(counts(random, 1)), days);
            harmed.look(places(counts(random, 5)), days);
        }

        assertThat(healthy.fail().fails()).isFalse();
        assertThat(healthy.tolerance(0)).isBetween(1.5, 3.0);
        assertThat(harmed.fail().fails()).isTrue();
        assertThat(harmed.daysKnown(0)).isEqualTo(4);
    }

    @ForAllSeeds(SEEDS)
    void isSilentWithTooFewEarlierDays(long seed) {
        TouchedTest test =
                opened(seed, new int[][] {{0, 1, 2, 3}, {}, {}}, new int[][] {{}, {}, {}});

        var random = new SplittableRandom(seed);
        for (int look = 0; look < 90; look++) {
            test.look(places(counts(random, 20)), new TreeMap<>(days(random).headMap(3)));
        }

        assertThat(test.logTotal()).isZero();
        assertThat(test.daysKnown(0)).isZero();
    }

    private static SortedMap<Integer, PlaceCounts> days(SplittableRandom random) {
        var days = new TreeMap<Integer, PlaceCounts>();
        for (int day = 1; day <= 4; day++) {
            days.put(day, places(counts(random, 1)));
        }
        return days;
    }

    private static TouchedTest restored(TouchedTest test) {
        TouchedTest restored = unopened();
        restored.read(new StateReader(bytes(test)), test.sides());
        return restored;
    }

    private static byte[] bytes(TouchedTest test) {
        var state = new StateWriter();
        test.write(state);
        return state.bytes();
    }

    private static TouchedTest unopened() {
        return new TouchedTest(
                new double[] {0.5, 0.25, 0.25},
                new boolean[3],
                new int[][] {{0, 1, 2, 3}},
                new TouchedTest.Setting(1e-4, 0.002, 8640));
    }

    private static TouchedTest opened(long seed, int[][] touched, int[][] untouched) {
        TouchedTest test = unopened();
        var before = new PlaceCounts(PLACES);
        boolean isTurned = touched[0].length == 2 && touched[0][0] == 2;
        var random = new SplittableRandom(seed);
        for (int look = 0; look < 360; look++) {
            Counts[] counts = counts(random, 1);
            before.add(places(isTurned ? reversed(counts) : counts));
        }
        var dispersions = new Dispersion[3];
        Arrays.fill(dispersions, new Dispersion(1.25, 0.02));
        test.open(new Sides(touched, untouched), before, dispersions);
        return test;
    }

    private static Counts[] reversed(Counts[] counts) {
        List<Counts> list = new ArrayList<>(Arrays.asList(counts));
        return list.reversed().toArray(Counts[]::new);
    }

    private static int[][] turned(int[][] members, int[] turned) {
        return Arrays.stream(members)
                .map(it -> Arrays.stream(it).map(place -> turned[place]).sorted().toArray())
                .toArray(int[][]::new);
    }

    private static Counts[] counts(SplittableRandom random, double factor) {
        var counts = new Counts[PLACES];
        for (int place = 0; place < PLACES; place++) {
            int exposure = 800 + random.nextInt(400);
            double mean = exposure * RATES[place] * factor;
            double noisy = mean + Math.sqrt(mean) * random.nextGaussian();
            counts[place] = new Counts(exposure, Math.max(0, Math.round(noisy)));
        }
        return counts;
    }

    private static PlaceCounts places(Counts[] counts) {
        var places = new PlaceCounts(counts.length);
        for (int place = 0; place < counts.length; place++) {
            places.add(place, counts[place]);
        }
        return places;
    }
}
