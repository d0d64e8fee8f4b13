package io.portcullis.kernel.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.testing.ForAllSeeds;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;

/** The fast layout against the test as it is written, far beyond what a double could hold. */
final class FailTestPropertiesTest {

    private static final int SEEDS = 40;
    private static final int STREAMS = 4;
    private static final int LOOKS = 400;

    @ForAllSeeds(SEEDS)
    void isTheTestInLogSpace(long seed) {
        var random = new SplittableRandom(seed);
        Setup setup = Setup.random(random);
        FailTest fast = setup.fast();
        LogSpaceFailTest written = setup.written();
        var blocks = new Blocks(STREAMS);

        for (int look = 0; look < LOOKS; look++) {
            setup.addLook(blocks, random, look);
            fast.look(blocks);
            written.look(blocks);

            assertNear(fast.logTotal(), written.logTotal());
            for (int group = 0; group < setup.groups().count(); group++) {
                assertNear(fast.logGroup(group), written.logGroup(group));
            }
        }
    }

    @ForAllSeeds(SEEDS)
    void goesOnFromItsState(long seed) {
        var random = new SplittableRandom(seed);
        Setup setup = Setup.random(random);
        FailTest straight = setup.fast();
        FailTest restored = setup.fast();
        var blocks = new Blocks(STREAMS);

        for (int look = 0; look < LOOKS; look++) {
            setup.addLook(blocks, random, look);
            straight.look(blocks);
            restored.look(blocks);
            if (random.nextInt(20) == 0) {
                var state = new StateWriter();
                restored.write(state);
                restored = setup.fast();
                var reader = new StateReader(state.bytes());
                restored.read(reader);
                reader.end();
            }
            assertThat(restored.logTotal()).isEqualTo(straight.logTotal());
        }
    }

    @ForAllSeeds(SEEDS)
    void streamsWithoutTrafficChangeNothing(long seed) {
        var random = new SplittableRandom(seed);
        Setup setup = Setup.random(random);
        FailTest test = setup.fast();
        var blocks = new Blocks(STREAMS);
        setup.addLook(blocks, random, 0);
        test.look(blocks);
        double before = test.logTotal();

        for (int look = 1; look < LOOKS; look++) {
            blocks.flush();
            test.look(blocks);
        }

        assertThat(test.logTotal()).isEqualTo(before);
    }

    private static void assertNear(double actual, double expected) {
        Offset<Double> tolerance = within(Math.max(1e-9, 1e-12 * Math.abs(expected)));
        assertThat(actual).isCloseTo(expected, tolerance);
    }

    /** Four streams, their sum and the sum of two; a plan shorter or longer than what is played. */
    private record Setup(
            Groups groups,
            double canaryRate,
            double oldRate,
            double busy,
            FailParameters parameters) {

        private static final double[] WEIGHTS = {0.2, 0.2, 0.1, 0.1, 0.3, 0.1};

        static Setup random(SplittableRandom random) {
            Groups groups =
                    Groups.of(
                            STREAMS,
                            List.of(
                                    new int[] {0},
                                    new int[] {1},
                                    new int[] {2},
                                    new int[] {3},
                                    new int[] {0, 1, 2, 3},
                                    new int[] {1, 3}));
            double oldRate = Math.pow(10, -4 + 3 * random.nextDouble());
            return new Setup(
                    groups,
                    Math.min(1, oldRate * Math.pow(10, -1 + 3 * random.nextDouble())),
                    oldRate,
                    random.nextDouble(),
                    new FailParameters(
                            0.008,
                            1e-4,
                            1.5,
                            0.5,
                            0.5,
                            2 + random.nextInt(2 * LOOKS),
                            random.nextInt(4)));
        }

        FailTest fast() {
            return new FailTest(groups, WEIGHTS, dispersions(), tolerances(), parameters);
        }

        LogSpaceFailTest written() {
            return new LogSpaceFailTest(groups, WEIGHTS, dispersions(), tolerances(), parameters);
        }

        private static Dispersion[] dispersions() {
            return new Dispersion[] {
                Dispersion.FLOOR,
                Dispersion.UNCALIBRATED,
                new Dispersion(1, 0),
                Dispersion.FLOOR,
                Dispersion.FLOOR,
                Dispersion.UNCALIBRATED
            };
        }

        private static double[] tolerances() {
            return new double[] {1.1, 1.1, 1.5, 1};
        }

        void addLook(Blocks blocks, SplittableRandom random, int look) {
            for (int stream = 0; stream < STREAMS; stream++) {
                if (random.nextDouble() < busy) {
                    long canary = random.nextInt(2000);
                    long old = random.nextInt(40000);
                    double rate = look < LOOKS / 2 ? canaryRate : oldRate / 10;
                    blocks.add(
                            stream,
                            new Window(
                                    canary,
                                    Math.round(canary * rate * 2 * random.nextDouble()),
                                    old,
                                    Math.round(old * oldRate * 2 * random.nextDouble())));
                }
            }
            blocks.flush();
        }
    }
}
