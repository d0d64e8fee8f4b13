package io.portcullis.kernel.analysis.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Looks in a row that say the same count once. */
final class PersistenceTest {

    private static final int LOOKS = 6000;
    private static final Groups ONE = Groups.of(1, List.of(new int[] {0}));

    @Test
    void looksOfTheirOwnAreEachOne() {
        assertThat(persistence(1)).isCloseTo(1.0, within(0.25));
    }

    @Test
    void looksRepeatedFiveTimesAreAFifth() {
        assertThat(persistence(5)).isCloseTo(5, within(1.0));
    }

    @Test
    void nothingSeenLeavesWhatIsAssumed() {
        var calibration = new Calibration(ONE, new int[1], 1);

        assertThat(calibration.persistence(windows(1, 0), _ -> true))
                .isEqualTo(Calibration.PERSISTENCE_PRIOR);
    }

    @Test
    void blocksThatSayTheSameWeighLess() {
        assertThat(logTotal(4)).isPositive().isLessThan(logTotal(1));
    }

    private static double persistence(int repeated) {
        var calibration = new Calibration(ONE, new int[1], 1);
        return calibration.persistence(windows(repeated, LOOKS), _ -> true);
    }

    /** Three canaries against 57 others; how many are high is drawn anew every few looks. */
    private static Calibration.Windows windows(int repeated, int looks) {
        var random = new SplittableRandom(1);
        var canary = new int[looks];
        for (int look = 0; look < looks; look++) {
            canary[look] = look % repeated == 0 ? random.nextInt(4) : canary[look - 1];
        }
        var windows = new StreamWindows(1);
        return new Calibration.Windows() {
            @Override
            public int looks() {
                return looks;
            }

            @Override
            public StreamWindows at(int look) {
                windows.setCanary(0, 3, canary[look]);
                windows.setOld(0, 57, 28);
                return windows;
            }
        };
    }

    /** After ten looks in which every canary is bad and hardly another. */
    private static double logTotal(double persistence) {
        var test =
                new FailTest(
                        ONE,
                        new double[] {1},
                        new Dispersion[] {Dispersion.FLOOR},
                        new double[] {1.5},
                        FailParameters.of(0.008, 1e-4, 180));
        test.persist(0, persistence);
        var blocks = new Blocks(1);
        for (int look = 0; look < 10; look++) {
            blocks.addCanary(0, 3, 3);
            blocks.addOld(0, 57, 3);
            blocks.flush();
            test.look(blocks);
        }
        return test.logTotal();
    }
}
