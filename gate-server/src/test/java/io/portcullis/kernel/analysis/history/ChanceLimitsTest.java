package io.portcullis.kernel.analysis.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChanceLimitsTest {

    /**
     * Low and high are quantiles of beta distributions: low of Beta(x, n-x+1) at 0.025, high of
     * Beta(x+1, n-x) at 0.975, where 0 of n and n of n have closed forms.
     */
    @Test
    void agreesWithTheClosedForms() {
        assertThat(ChanceLimits.of(0, 300, 0.95).low()).isZero();
        assertThat(ChanceLimits.of(0, 300, 0.95).high())
                .isCloseTo(1 - Math.pow(0.025, 1.0 / 300), within(1e-12));
        assertThat(ChanceLimits.of(300, 300, 0.95).high()).isEqualTo(1);
        assertThat(ChanceLimits.of(300, 300, 0.95).low())
                .isCloseTo(Math.pow(0.025, 1.0 / 300), within(1e-12));
        assertThat(ChanceLimits.of(1, 1, 0.9).low()).isCloseTo(0.05, within(1e-12));
    }

    /** The tails at the limits are what may be wrong, summed the other way round. */
    @ParameterizedTest
    @CsvSource({"1, 300", "3, 300", "7, 600", "5, 10", "40, 1000"})
    void leavesHalfOfWhatMayBeWrongOnEitherSide(int hits, int tries) {
        var limits = ChanceLimits.of(hits, tries, 0.95);

        assertThat(upperTail(hits, tries, limits.low())).isCloseTo(0.025, within(1e-9));
        assertThat(1 - upperTail(hits + 1, tries, limits.high())).isCloseTo(0.025, within(1e-9));
        assertThat((double) hits / tries).isBetween(limits.low(), limits.high());
    }

    /** P(X >= hits), by the recurrence of trial after trial. */
    private static double upperTail(int hits, int tries, double chance) {
        var probabilities = new double[tries + 2];
        probabilities[0] = 1;
        for (int trial = 0; trial < tries; trial++) {
            for (int k = trial + 1; k > 0; k--) {
                probabilities[k] = probabilities[k] * (1 - chance) + probabilities[k - 1] * chance;
            }
            probabilities[0] *= 1 - chance;
        }
        double sum = 0;
        for (int k = hits; k <= tries; k++) {
            sum += probabilities[k];
        }
        return sum;
    }

    @Test
    void refusesWhatIsNoCount() {
        assertThatThrownBy(() -> ChanceLimits.of(4, 3, 0.95))
                .hasMessage("4 of 3; must be 0 to tries, and tries 1 to 10000");
    }
}
