package io.portcullis.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DrawsTest {

    private static final int DRAWS = 40_000;

    private final Draws draws = new Draws(1);

    @Test
    void binomialHasItsMeanAndVariance() {
        assertMoments(it -> it.binomial(50, 0.3), 15, 10.5);
        assertMoments(it -> it.binomial(1000, 0.999), 999, 0.999);
    }

    @Test
    void poissonHasItsMeanAndVariance() {
        assertMoments(it -> it.poisson(0.4), 0.4, 0.4);
        assertMoments(it -> it.poisson(300), 300, 300);
    }

    @Test
    void negativeBinomialHasItsMeanAndVariance() {
        assertMoments(it -> it.negativeBinomial(4, 2.0 / 3), 2, 3);
    }

    @Test
    void clustersKeepTheRateAndRaiseTheVariance() {
        double end = Noise.A1.clusterEnd();

        assertMoments(it -> new Clusters(it).errors(1, 0.9, end), 0.9, 0.09);
        assertMoments(it -> new Clusters(it).errors(5000, 0.002, end), 10, 20);
    }

    /** Within five standard errors of the mean and 5 % of the variance. */
    private void assertMoments(ToDoubleFunction<Draws> draw, double mean, double variance) {
        double[] values =
                IntStream.range(0, DRAWS).mapToDouble(_ -> draw.applyAsDouble(draws)).toArray();
        double sum = 0;
        double squares = 0;
        for (double value : values) {
            sum += value;
            squares += (value - mean) * (value - mean);
        }

        assertThat(sum / DRAWS).isCloseTo(mean, within(5 * Math.sqrt(variance / DRAWS)));
        assertThat(squares / DRAWS).isCloseTo(variance, within(0.05 * variance));
    }
}
