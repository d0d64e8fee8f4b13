package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.Rule.Effect;
import java.time.Duration;
import java.util.List;

/** Keys of what services depend on. */
final class DependencyKeys {

    private static final String DEPENDENCY = "portcullis.environment.dependencies[].";
    private static final int LIST_MAX = 100;

    static final Key<String> NAME =
            new Key<>(DEPENDENCY + "name", "name", "", "Name of the dependency.", Parse.text());
    static final Key<String> PACK =
            new Key<>(
                    DEPENDENCY + "pack",
                    "pack",
                    "",
                    "Signal pack with its rules of health, such as rabbitmq{cluster=\"tasks\"}; gate"
                            + " packs list names them.",
                    Parse.text());
    static final Key<List<String>> SERVICES =
            new Key<>(
                    DEPENDENCY + "services",
                    "list",
                    "",
                    "Services that depend on it; left out, all do.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> REGIONS =
            new Key<>(
                    DEPENDENCY + "regions",
                    "list",
                    "",
                    "Regions it is in; left out, all that have metrics.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<Effect> EFFECT =
            new Key<>(
                    DEPENDENCY + "effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "HOLD",
                    "What follows for rollouts when a rule that holds finds it unfit, or when it is"
                            + " gone; what a pack only records or only lets no rollout start for stays"
                            + " so.",
                    Parse.oneOf(Effect.class));
    static final Key<Double> LIMIT =
            new Key<>(
                    DEPENDENCY + "limits.*",
                    "number",
                    "",
                    "Another limit of the rule of that name.",
                    Parse.number(-1e-9, 1e15));
    static final Key<Integer> ENTER_AFTER =
            new Key<>(
                    DEPENDENCY + "enterAfter",
                    "looks",
                    "2",
                    "Looks in a row that must find it unfit until that follows.",
                    Parse.integer(1, 100));
    static final Key<Integer> LEAVE_AFTER =
            new Key<>(
                    DEPENDENCY + "leaveAfter",
                    "looks",
                    "6",
                    "Looks in a row that must find it fit until it ends.",
                    Parse.integer(1, 100));
    static final Key<Duration> GONE_FOR =
            new Key<>(
                    DEPENDENCY + "goneFor",
                    "duration",
                    "10m",
                    "How long it must be fit until its incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final List<Key<?>> ALL =
            List.of(
                    NAME,
                    PACK,
                    SERVICES,
                    REGIONS,
                    EFFECT,
                    LIMIT,
                    ENTER_AFTER,
                    LEAVE_AFTER,
                    GONE_FOR);

    private DependencyKeys() {}
}
