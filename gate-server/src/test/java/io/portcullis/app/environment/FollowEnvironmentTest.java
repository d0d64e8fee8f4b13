package io.portcullis.app.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FollowEnvironmentTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int WATCHERS_MAX = 2;

    private final SettableClock clock = new SettableClock(START);
    private final List<Instant> reads = new ArrayList<>();
    private final FollowEnvironment follow =
            new FollowEnvironment(
                    this::read,
                    LOOK,
                    clock,
                    time -> clock.advance(Duration.between(clock.instant(), time)),
                    WATCHERS_MAX);

    private EnvironmentView read(Instant now) {
        reads.add(now);
        return new EnvironmentView(StandingHealth.NONE, List.of(), EnvironmentPolicy.DEFAULT, now);
    }

    @Test
    void worldIsReadOnceASecondForAWatcher() throws Exception {
        var watcher = new Sees(3);

        follow.follow(watcher);

        assertThat(watcher.seen).containsExactly(START, START.plusSeconds(1), START.plusSeconds(2));
    }

    @Test
    void watchersOfTheSameSecondShareOneReading() throws Exception {
        var other = new Sees(1);
        var first = new Sees(1, () -> follow.follow(other));

        follow.follow(first);

        assertThat(other.seen).isEqualTo(first.seen);
        assertThat(reads).containsExactly(START);
    }

    @Test
    void whoComesLaterHearsOfTheNextReadingNoLaterThanTheOthers() throws Exception {
        var later = new Sees(2);
        var first =
                new Sees(
                        1,
                        () -> {
                            clock.advance(Duration.ofMillis(600));
                            follow.follow(later);
                        });

        follow.follow(first);

        assertThat(later.seen).containsExactly(START, START.plusSeconds(1));
    }

    @Test
    void clockThatIsSetBackStopsNoReading() throws Exception {
        follow.follow(new Sees(1));
        clock.advance(Duration.ofMinutes(-5));
        var watcher = new Sees(1);

        follow.follow(watcher);

        assertThat(watcher.seen).hasSize(1).allMatch(it -> it.isBefore(START));
    }

    @Test
    void tooManyWatchersAreRefused() throws Exception {
        var third = new Sees(1);
        var second =
                new Sees(
                        1,
                        () ->
                                assertThatThrownBy(() -> follow.follow(third))
                                        .isInstanceOf(RequestRefused.class));

        follow.follow(new Sees(1, () -> follow.follow(second)));

        assertThat(second.seen).hasSize(1);
        assertThat(third.seen).isEmpty();
    }

    /** Stays for some views, and does something at each. */
    private static final class Sees implements FollowEnvironment.Watcher {

        private final int views;
        private final Then then;
        private final List<Instant> seen = new ArrayList<>();

        private interface Then {
            void run() throws InterruptedException;
        }

        Sees(int views) {
            this(views, () -> {});
        }

        Sees(int views, Then then) {
            this.views = views;
            this.then = then;
        }

        @Override
        public boolean isThere() {
            return seen.size() < views;
        }

        @Override
        public void see(EnvironmentView view) throws InterruptedException {
            seen.add(view.at());
            then.run();
        }
    }
}
