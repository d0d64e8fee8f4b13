package io.portcullis.kernel.environment.health;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.fault.Fault;
import io.portcullis.kernel.environment.fault.FaultEntry;
import io.portcullis.kernel.environment.fault.Faults;
import io.portcullis.kernel.environment.standing.Standing;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A world looked at every ten seconds. */
public final class WatchedWorld {

    public static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    public static final Duration LOOK = Duration.ofSeconds(10);
    public static final Region EU = new Region("eu-west");
    public static final Region US = new Region("us-east");
    public static final EnvironmentLimits LIMITS = EnvironmentLimits.DEFAULT;

    /** Unfit after 3, fit after 2, fresh for 30 s, half of the sources, gone for 2 min. */
    public static final Rule RULE = rule(Rule.Effect.HOLD);

    private StandingHealth health = StandingHealth.NONE;
    private Instant now = START;
    private final List<EnvironmentStep.Event> events = new ArrayList<>();

    public static Rule rule(Rule.Effect effect) {
        return new Rule(effect, 3, 2, Duration.ofSeconds(30), 0.5, Duration.ofMinutes(2));
    }

    public static Subject broker(@Nullable Place place) {
        return new Subject(Subject.Kind.DEPENDENCY, "rabbitmq", null, place);
    }

    public Observation seen(Subject subject, Condition condition) {
        return seen(subject, condition, "vantage");
    }

    public Observation seen(Subject subject, Condition condition, String source) {
        return new Observation(
                subject, RULE, condition, source, now, subject.name() + " is " + condition);
    }

    /** One look in which a source says the same of each of the subjects. */
    public void look(Condition condition, Subject... subjects) {
        var seen = new ArrayList<Observation>();
        for (Subject subject : subjects) {
            seen.add(seen(subject, condition));
        }
        look(seen);
    }

    public void looks(int count, Condition condition, Subject... subjects) {
        for (int i = 0; i < count; i++) {
            look(condition, subjects);
        }
    }

    public void look(List<Observation> seen) {
        var step = EnvironmentStep.of(health, seen, LIMITS, now);
        health = step.health();
        events.addAll(step.events());
        now = now.plus(LOOK);
    }

    public void sleep(Duration time) {
        now = now.plus(time);
    }

    public void accept(Fault fault, String by) {
        health =
                new StandingHealth(
                        health.at(),
                        health.standings(),
                        health.faults().stream()
                                .map(it ->
                                        it.equals(fault)
                                                ? Faults.accepted(it, by, "known", now)
                                                : it)
                                .toList());
    }

    public StandingHealth health() {
        return health;
    }

    /** The moment of the next look. */
    public Instant now() {
        return now;
    }

    public Fault fault() {
        return health.faults().getFirst();
    }

    public Standing standing(Subject subject) {
        return health.standings().stream()
                .filter(it -> it.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    public List<FaultEntry.Kind> told() {
        return events.stream().map(it -> it.entry().kind()).toList();
    }
}
