package io.portcullis.kernel.evidence.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.testing.ForAllSeeds;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class BucketsTest {

    private static final SignalName LATENCY = new SignalName("latency");

    @Test
    void refusesCumulativeCountsThatFall() {
        assertThatThrownBy(() ->
                        CumulativeBuckets.apart(
                                new TreeMap<>(Map.of(0.1, 5.0, Double.POSITIVE_INFINITY, 4.0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not fall");
    }

    @Test
    void refusesAHistogramWithoutItsLastBucket() {
        assertThatThrownBy(() -> CumulativeBuckets.apart(new TreeMap<>(Map.of(0.1, 5.0))))
                .hasMessageContaining("+Inf");
    }

    @Test
    void refusesCountsThatAreNoNumbers() {
        assertThatThrownBy(() ->
                        CumulativeBuckets.apart(
                                new TreeMap<>(Map.of(Double.POSITIVE_INFINITY, Double.NaN))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordedBucketAcrossTwoOfOursHasNoPlace() {
        assertThat(ExponentialGrid.HISTOGRAM.around(1, 2)).isEmpty();
        assertThat(ExponentialGrid.HISTOGRAM.around(1, Math.pow(2, 0.25)))
                .contains(new Bucket(1, Math.pow(2, 0.25)));
        assertThat(ExponentialGrid.HISTOGRAM.around(-1e-128, 1e-128))
                .contains(ExponentialGrid.HISTOGRAM.of(0));
        assertThat(ExponentialGrid.HISTOGRAM.around(2, Double.POSITIVE_INFINITY)).isEmpty();
    }

    @ForAllSeeds(300)
    void everyValueLiesInItsBucketAndEveryFinerBucketInOne(long seed) {
        var random = new SplittableRandom(seed);
        double value =
                (random.nextBoolean() ? 1 : -1) * Math.pow(10, 600 * random.nextDouble() - 300);
        int scale = 2 + random.nextInt(6);
        int index = random.nextInt(4000) - 2000;
        double lower = Math.pow(2, (index - 1) / Math.pow(2, scale));
        double upper = Math.pow(2, index / Math.pow(2, scale));

        Bucket bucket = ExponentialGrid.LEVEL.of(value);
        Bucket coarse = ExponentialGrid.HISTOGRAM.around(lower, upper).orElseThrow();

        assertThat(value)
                .isBetween(
                        bucket.lower() - 1e-8 * Math.abs(value),
                        bucket.upper() + 1e-8 * Math.abs(value));
        assertThat(lower).isGreaterThanOrEqualTo(coarse.lower() * (1 - 1e-8));
        assertThat(upper).isLessThanOrEqualTo(coarse.upper() * (1 + 1e-8));
        assertThat(Bucket.in(bucket.of(LATENCY))).contains(bucket);
        assertThat(bucket.of(LATENCY).base()).isEqualTo(LATENCY);
    }
}
