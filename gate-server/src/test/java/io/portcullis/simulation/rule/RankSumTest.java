package io.portcullis.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.portcullis.simulation.world.Draws;
import io.portcullis.testing.ForAllSeeds;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class RankSumTest {

    private static final int SIZE = 10;

    @Test
    void statisticIsThatOfRanksCountedByHand() {
        RankSum ranks = of(new double[] {4, 5, 6, 8}, new double[] {1, 2, 3, 5});

        // Ranks of x: 4, 5.5, 7, 8; R = 24.5, U = 14.5, mean 8, two values tied.
        double variance = 4 * 4 / 12.0 * (9 - 6 / 56.0);
        assertThat(ranks.z(0)).isCloseTo((14.5 - 8 - 0.5) / Math.sqrt(variance), within(1e-12));
    }

    @ForAllSeeds(20)
    void estimateIsTheMedianOfAllDifferences(long seed) {
        var draws = new Draws(seed);
        double[] x = draws(draws, 1);
        double[] y = draws(draws, 0);

        double[] differences = differences(x, y);
        int middle = differences.length / 2;
        assertThat(of(x, y).root(0))
                .isBetween(differences[middle - 1] - 1e-9, differences[middle] + 1e-9);
    }

    private static double[] draws(Draws draws, double mean) {
        var values = new double[SIZE];
        Arrays.setAll(values, _ -> mean + draws.gaussian());
        return values;
    }

    /** The estimate of Hodges and Lehmann (1963) is their median. */
    private static double[] differences(double[] x, double[] y) {
        return Arrays.stream(x)
                .flatMap(one -> Arrays.stream(y).map(it -> one - it))
                .sorted()
                .toArray();
    }

    private static RankSum of(double[] x, double[] y) {
        var ranks = new RankSum();
        Arrays.stream(x).forEach(ranks::addX);
        Arrays.stream(y).forEach(ranks::addY);
        return ranks;
    }
}
