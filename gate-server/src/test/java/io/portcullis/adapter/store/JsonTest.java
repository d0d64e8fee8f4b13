package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Numbers;
import io.portcullis.kernel.decision.Remaining;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.incident.EnvironmentIncident;
import io.portcullis.kernel.incident.Incident;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.port.StoreUnreadable;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.RandomValues;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class JsonTest {

    @ForAllSeeds(20)
    void readsEveryEventAsItWasWritten(long seed) {
        var random = new RandomValues(seed);

        for (Class<?> type : RolloutEvent.class.getPermittedSubclasses()) {
            var entry = random.of(LoggedEvent.class);
            var event = (RolloutEvent) random.of(type);
            var logged = new LoggedEvent(entry.sequence(), entry.at(), entry.actor(), event);

            assertThat(Json.read(Json.write(logged), LoggedEvent.class)).isEqualTo(logged);
        }
    }

    @ForAllSeeds(20)
    void readsEveryActionAsItWasWritten(long seed) {
        var random = new RandomValues(seed);

        for (Class<?> type : Action.class.getPermittedSubclasses()) {
            var action = (Action) random.of(type);

            assertThat(Json.read(Json.write(action), Action.class)).isEqualTo(action);
        }
    }

    @ForAllSeeds(20)
    void readsEveryDecisionAsItWasWritten(long seed) {
        var random = new RandomValues(seed);

        for (Class<?> type : Decision.class.getPermittedSubclasses()) {
            var decision = (Decision) random.of(type);

            assertThat(Json.read(Json.write(decision), Decision.class)).isEqualTo(decision);
        }
    }

    @ForAllSeeds(20)
    void readsOtherRecordsAsTheyWereWritten(long seed) {
        var random = new RandomValues(seed);

        readsBack(random, Incident.class);
        readsBack(random, RunningRelease.class);
        readsBack(random, EnvironmentIncident.class);
        readsBack(random, StandingHealth.class);
    }

    private static <T> void readsBack(RandomValues random, Class<T> type) {
        var value = random.of(type);

        assertThat(Json.read(Json.write(value), type)).isEqualTo(value);
    }

    @Test
    void everyAlternativeHasAStoredName() {
        for (Class<?> family : StoredTypes.FAMILIES) {
            for (Class<?> type : family.getPermittedSubclasses()) {
                assertThat(StoredTypes.all()).anyMatch(named -> named.getType() == type);
            }
        }
    }

    @Test
    void keepsWhatIsInfinite() {
        var none = new Counts(0, 0);
        var numbers = new Numbers(none, none, Double.NEGATIVE_INFINITY, 1.5);
        var remaining = new Remaining(Double.POSITIVE_INFINITY, 3);

        assertThat(Json.read(Json.write(numbers), Numbers.class)).isEqualTo(numbers);
        assertThat(Json.read(Json.write(remaining), Remaining.class)).isEqualTo(remaining);
    }

    @Test
    void replacesWhatPostgresCannotStore() {
        var closed = new RolloutEvent.Closed("a\0b");

        assertThat(Json.read(Json.write(closed), RolloutEvent.class))
                .isEqualTo(new RolloutEvent.Closed("a\uFFFDb"));
    }

    @Test
    void namesTheEventItDoesNotKnow() {
        assertThatThrownBy(
                        () -> Json.read("{\"is\":\"TELEPORTED\",\"stage\":1}", RolloutEvent.class))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessageContaining("RolloutEvent")
                .hasMessageContaining("TELEPORTED");
    }

    @Test
    void namesTheFieldItDoesNotKnowOrMisses() {
        assertThatThrownBy(() ->
                        Json.read("{\"is\":\"SUCCEEDED\",\"look\":1,\"x\":2}", RolloutEvent.class))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessageContaining("\"x\"");
        assertThatThrownBy(() -> Json.read("{\"is\":\"SUCCEEDED\"}", RolloutEvent.class))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessageContaining("'look'");
    }

    /** What older versions stored must be read by later ones: these lines are never edited. */
    @Test
    void readsWhatVersionOneStored() {
        var entry =
                Json.read(
                        """
                        {"sequence":7,"at":"2024-02-07T19:02:30.123456789Z",
                         "actor":{"kind":"CONTROL","name":"kubernetes"},
                         "event":{"is":"RESTORE_APPLIED","region":"eu-west","order":2}}
                        """,
                        LoggedEvent.class);

        assertThat(entry.at()).isEqualTo(Instant.parse("2024-02-07T19:02:30.123456789Z"));
        assertThat(entry.event()).isInstanceOf(RolloutEvent.RestoreApplied.class);
    }
}
