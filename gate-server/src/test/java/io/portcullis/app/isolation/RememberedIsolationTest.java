package io.portcullis.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.testing.InMemoryIsolationStore;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered from look to look, over restarts, races and a store that is away. */
final class RememberedIsolationTest extends IsolationSetting {

    @Test
    void anotherServerGoesOnWhereTheOneBeforeItEnded() {
        var first = stock(US_WEST, store);
        withdraws();
        first.observe(now);
        withdraws();
        first.observe(now);
        withdraws();

        // The fall itself is no longer in what the metric stores hold of the last minutes.
        carries(US_EAST, 3, 3);
        carries(US_WEST, 1_400, 1_400);
        last = stock(US_WEST, store).observe(now);

        assertThat(of("ISOLATION/us-east", null).text())
                .contains("WITHDRAWN_WHILE_REACHABLE", "fell from 1000 to 3");
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        var forgetful = stock(US_WEST, new InMemoryIsolationStore());
        assertThat(forgetful.observe(now))
                .extracting(Observation::condition)
                .doesNotContain(Condition.UNFIT);
    }

    /** Whoever takes over does not know what to look for, and a region that serves nobody is silent. */
    @Test
    void withdrawalStaysOverARestartHoweverLongItsRegionIsSilent() {
        for (int i = 0; i < 3; i++) {
            withdraws();
            stock(US_WEST, store).observe(now);
        }

        for (int i = 0; i < 60; i++) {
            now = now.plus(LOOK);
            lives(US_EAST);
            carries(US_WEST, 1_400, 1_400);
            last = stock(US_WEST, store).observe(now);
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/us-east", null).text())
                .contains("WITHDRAWN_WHILE_REACHABLE", "nothing fresh tells how many are back");
        assertThat(of("ISOLATION/latched isolation", US_EAST).condition())
                .isEqualTo(Condition.UNFIT);
    }

    @Test
    void looksBeforeALongPauseAreNotInARowWithThoseAfterIt() {
        var first = stock(US_WEST, store);
        withdraws();
        first.observe(now);
        withdraws();
        first.observe(now);
        now = now.plus(Duration.ofMinutes(2));
        var second = stock(US_WEST, store);

        withdraws();
        last = second.observe(now);
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNKNOWN);
        withdraws();
        second.observe(now);
        withdraws();
        last = second.observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
    }

    @Test
    void latchGoesOnOverARestart() {
        for (int i = 0; i < 6; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            look(_ -> ProbeOutcome.fit("200"));
        }
        source =
                new IsolationEnvironmentSource(
                        Optional.of(watch(US_WEST)), probes, signs, inbox, store);

        for (int i = 0; i < 2; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/latched isolation", US_EAST).text())
                .startsWith("us-east can be reached for 70 s and is still offline");
    }

    @Test
    void storeThatIsAwayStopsNothingAndHasAllOfItWhenItIsBack() {
        var stock = stock(US_WEST, store);
        withdraws();
        stock.observe(now);
        store.leave();
        withdraws();
        stock.observe(now);
        withdraws();
        last = stock.observe(now);
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);

        store.comeBack();
        withdraws();
        stock.observe(now);
        withdraws();
        last = stock(US_WEST, store).observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(store.load().revision()).isEqualTo(3);
    }

    @Test
    void whoWatchedBeforeTakesWhatWasFoundSince() {
        var former = stock(US_WEST, store);
        former.observe(now);
        var owner = stock(US_WEST, store);
        withdraws();
        owner.observe(now);
        withdraws();
        owner.observe(now);

        withdraws();
        last = former.observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
    }
}
