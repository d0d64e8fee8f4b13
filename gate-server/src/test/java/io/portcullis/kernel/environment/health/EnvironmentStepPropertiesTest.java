package io.portcullis.kernel.environment.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.fault.FaultEntry.Kind;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.testing.ForAllSeeds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

final class EnvironmentStepPropertiesTest {

    private static final EnvironmentLimits LIMITS = EnvironmentLimits.DEFAULT;
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int LOOKS = 120;
    private static final List<Condition> CONDITIONS = List.of(Condition.values());

    @ForAllSeeds
    void orderOfObservationsDoesNotMatter(long seed) {
        var random = new Random(seed);
        var straight = StandingHealth.NONE;
        var shuffled = StandingHealth.NONE;
        Instant now = WatchedWorld.START;
        for (int look = 0; look < LOOKS; look++, now = now.plus(LOOK)) {
            var seen = seen(random, now);
            straight = EnvironmentStep.of(straight, seen, LIMITS, now).health();
            Collections.shuffle(seen, random);
            shuffled = EnvironmentStep.of(shuffled, seen, LIMITS, now).health();

            assertThat(shuffled).isEqualTo(straight);
        }
    }

    @ForAllSeeds
    void repeatedAndLateObservationsChangeNothing(long seed) {
        var random = new Random(seed);
        var plain = StandingHealth.NONE;
        var repeated = StandingHealth.NONE;
        List<Observation> last = new ArrayList<>();
        Instant now = WatchedWorld.START;
        for (int look = 0; look < LOOKS; look++, now = now.plus(LOOK)) {
            var seen = fromEverybody(random, now);
            plain = EnvironmentStep.of(plain, seen, LIMITS, now).health();
            var twice = new ArrayList<>(seen);
            twice.addAll(seen);
            twice.addAll(last);
            repeated = EnvironmentStep.of(repeated, twice, LIMITS, now).health();
            last = seen;

            assertThat(repeated).isEqualTo(plain);
        }
    }

    @ForAllSeeds
    void everyFaultHasAWayOut(long seed) {
        var random = new Random(seed);
        var health = StandingHealth.NONE;
        Instant now = WatchedWorld.START;
        for (int look = 0; look < LOOKS; look++, now = now.plus(LOOK)) {
            health = EnvironmentStep.of(health, seen(random, now), LIMITS, now).health();
        }
        boolean silent = random.nextBoolean();
        for (int look = 0; look < 400; look++, now = now.plus(LOOK)) {
            var seen = silent ? List.<Observation>of() : everythingFit(now);
            health = EnvironmentStep.of(health, seen, LIMITS, now).health();
        }

        Instant end = now;
        assertThat(health.faults()).noneMatch(Fault::isOpen);
        assertThat(health.faults()).noneMatch(it -> it.stopsRollouts(LIMITS.thawAfter(), end));
    }

    @ForAllSeeds
    void noFaultIsOpenedTwice(long seed) {
        var random = new Random(seed);
        var health = StandingHealth.NONE;
        var opened = new HashSet<String>();
        var open = new HashMap<String, String>();
        Instant now = WatchedWorld.START;
        for (int look = 0; look < 4 * LOOKS; look++, now = now.plus(LOOK)) {
            var step = EnvironmentStep.of(health, seen(random, now), LIMITS, now);
            health = step.health();
            for (var event : step.events()) {
                if (event.entry().kind() == Kind.OPENED) {
                    var id = event.fault().id().toString();
                    assertThat(opened.add(id)).isTrue();
                    assertThat(open.put(event.fault().fingerprint(), id)).isNull();
                }
            }
            var prints = health.faults().stream().map(Fault::fingerprint).toList();
            assertThat(prints).doesNotHaveDuplicates();
        }
    }

    @ForAllSeeds
    void blipsOpenNothing(long seed) {
        var random = new Random(seed);
        var rule = new Rule(Effect.HOLD, 3, 2, Duration.ofSeconds(30), 0.3, Duration.ZERO);
        var subject = WatchedWorld.broker(WatchedWorld.EU);
        var health = StandingHealth.NONE;
        int inRow = 0;
        Instant now = WatchedWorld.START;
        for (int look = 0; look < LOOKS; look++, now = now.plus(LOOK)) {
            boolean bad = inRow < 2 && random.nextBoolean();
            inRow = bad ? inRow + 1 : 0;
            var seen =
                    new Observation(
                            subject, rule, bad ? Condition.UNFIT : Condition.FIT, "a", now, "x");
            health = EnvironmentStep.of(health, List.of(seen), LIMITS, now).health();

            assertThat(health.faults()).isEmpty();
        }
    }

    private static List<Observation> everythingFit(Instant now) {
        var seen = new ArrayList<Observation>();
        for (Subject subject : subjects()) {
            for (int source = 0; source < 3; source++) {
                seen.add(observed(subject, rule(), Condition.FIT, source, now));
            }
        }
        return seen;
    }

    private static List<Observation> fromEverybody(Random random, Instant now) {
        var seen = new ArrayList<Observation>();
        for (Subject subject : subjects()) {
            for (int source = 0; source < 3; source++) {
                seen.add(observed(subject, rule(), any(random), source, now));
            }
        }
        return seen;
    }

    private static List<Observation> seen(Random random, Instant now) {
        var seen = new ArrayList<Observation>();
        for (Subject subject : subjects()) {
            int count = random.nextInt(5);
            for (int i = 0; i < count; i++) {
                Instant at = now.minusSeconds(random.nextInt(4) == 0 ? random.nextInt(60) : 0);
                seen.add(observed(subject, rule(), any(random), random.nextInt(3), at));
            }
        }
        return seen;
    }

    private static Condition any(Random random) {
        return CONDITIONS.get(random.nextInt(3));
    }

    private static Observation observed(
            Subject subject, Rule rule, Condition condition, int source, Instant at) {
        return new Observation(
                subject, rule, condition, "source-" + source, at, "it is " + condition);
    }

    private static Rule rule() {
        return new Rule(Effect.HOLD, 2, 2, Duration.ofSeconds(30), 0.5, Duration.ofSeconds(60));
    }

    private static List<Subject> subjects() {
        var subjects = new TreeSet<Subject>();
        for (String region : List.of("eu-west", "us-east")) {
            var place = new Region(region);
            subjects.add(new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", null, place));
            subjects.add(new Subject(Subject.Kind.BACKLOG, "rabbitmq", null, place));
            subjects.add(new Subject(Subject.Kind.PROBE, "live", null, place));
        }
        subjects.add(new Subject(Subject.Kind.ALERT, "HighErrors", null, null));
        return List.copyOf(subjects);
    }
}
