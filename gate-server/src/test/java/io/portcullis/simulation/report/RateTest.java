package io.portcullis.simulation.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RateTest {

    /** Limits in closed form: 1 - .025^(1/n) for none, .025^(1/n) for all. */
    @Test
    void limitsOfNoneAndAllAreThoseOfClopperAndPearson() {
        assertThat(new Rate(0, 300).low()).isZero();
        assertThat(new Rate(0, 300).high()).isCloseTo(1 - Math.pow(0.025, 1 / 300.0), within(1e-9));
        assertThat(new Rate(20, 20).low()).isCloseTo(Math.pow(0.025, 1 / 20.0), within(1e-9));
        assertThat(new Rate(20, 20).high()).isEqualTo(1);
    }

    /** R 4.3 binom.test(3, 10)$conf.int: 0.06673951 0.65245285. */
    @Test
    void limitsOfSomeAreThoseOfR() {
        assertThat(new Rate(3, 10).low()).isCloseTo(0.06673951, within(1e-8));
        assertThat(new Rate(3, 10).high()).isCloseTo(0.65245285, within(1e-8));
    }

    @Test
    void whatNeverHappenedCountsInTheMedian() {
        var delay = new Delay(List.of(10, 20), 5);

        assertThat(delay.median()).isInfinite();
        assertThat(delay.power()).isEqualTo(new Rate(2, 5));
        assertThat(delay).hasToString("- / - (40 %)");
    }
}
