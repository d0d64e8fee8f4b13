package io.portcullis.app.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.port.EnvironmentSource;
import io.portcullis.testing.InMemoryEnvironmentStore;
import io.portcullis.testing.InMemoryIncidentStore;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TellWorldTest {

    private static final Duration LOOK = Duration.ofSeconds(10);

    /** More entries than a fault keeps, at three for each time it flaps. */
    private static final int FLAPS = 140;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-02T10:00:00Z"));
    private final InMemoryEnvironmentStore store =
            new InMemoryEnvironmentStore(new InMemoryIncidentStore());
    private final List<String> told = new ArrayList<>();
    private final WatchEnvironment owner =
            new WatchEnvironment(
                    new WatchEnvironment.Parts(
                            List.of(new Broker()),
                            store,
                            EnvironmentLimits.DEFAULT,
                            store.actions(),
                            (_, _, urgency, text) -> tell(urgency + " " + text),
                            Runnable::run),
                    LOOK,
                    clock);
    private List<String> regions = List.of("eu-west");
    private Condition condition = Condition.FIT;
    private Duration tellingTakes = Duration.ZERO;

    private void tell(String text) {
        clock.advance(tellingTakes);
        told.add(text);
    }

    @Test
    void allThatHappensToAFaultAtOneLookIsTold() throws Exception {
        regions = List.of("eu-west", "us-east");
        look(Condition.UNFIT);
        look(Condition.FIT);

        assertThat(told)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("CRITICAL OPENED"),
                        it -> assertThat(it).startsWith("NOTICE SPREAD"),
                        it -> assertThat(it).startsWith("NOTICE LEFT"),
                        it -> assertThat(it).startsWith("NOTICE LEFT"),
                        it -> assertThat(it).startsWith("NOTICE RESOLVED"));
    }

    @Test
    void faultWhoseTimelineIsFullIsToldWhenItComesBack() throws Exception {
        for (int i = 0; i < FLAPS; i++) {
            look(Condition.UNFIT);
            look(Condition.FIT);
        }
        told.clear();

        look(Condition.UNFIT);

        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("CRITICAL REOPENED: DEPENDENCY rabbitmq");
    }

    @Test
    void slowNotifierDoesNotHoldUpTheWatch() throws Exception {
        tellingTakes = Duration.ofSeconds(1);
        regions = List.of("r1", "r2", "r3", "r4", "r5");
        look(Condition.UNFIT);
        var looked = store.load().health().at();
        var after = clock.instant();
        var first = List.copyOf(told);
        look(Condition.UNFIT);
        look(Condition.UNFIT);

        assertThat(first).hasSize(3);
        assertThat(Duration.between(looked, after)).isLessThan(LOOK.dividedBy(2));
        assertThat(told).hasSize(5);
    }

    private void look(Condition next) throws InterruptedException {
        condition = next;
        clock.advance(LOOK);
        owner.look();
    }

    private final class Broker implements EnvironmentSource {

        private static final Rule RULE =
                new Rule(Effect.HOLD, 1, 1, Duration.ofSeconds(60), 0.5, Duration.ZERO);

        @Override
        public String name() {
            return "pack";
        }

        @Override
        public List<Observation> observe(Instant now) {
            return regions.stream().map(it -> seen(new Region(it), now)).toList();
        }

        private Observation seen(Region region, Instant now) {
            var subject = new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", null, region);
            return new Observation(subject, RULE, condition, "pack", now, "broker");
        }
    }
}
