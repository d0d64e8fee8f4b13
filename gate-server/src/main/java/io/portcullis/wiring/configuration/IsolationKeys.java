package io.portcullis.wiring.configuration;

import io.portcullis.kernel.environment.Rule.Effect;
import java.time.Duration;
import java.util.List;

/** Keys of what is watched of regions as a whole: isolation, and room when one is lost. */
final class IsolationKeys {

    static final String ISOLATION = "portcullis.environment.isolation";
    static final String CAPACITY = "portcullis.environment.capacity";
    static final String DECLARED = CAPACITY + ".declared";
    private static final int LIST_MAX = 500;
    private static final double UNITS_MAX = 1e15;
    private static final double RATIO_MAX = 100;

    static final Key<List<String>> RELAY_PROBES =
            new Key<>(
                    ISOLATION + ".relayProbes",
                    "list of probes",
                    "",
                    "Probes that try to reach their one region over the relay path.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> EDGE_PROBES =
            new Key<>(
                    ISOLATION + ".edgeProbes",
                    "list of probes",
                    "",
                    "Probes that try to reach their one region where users do, best from three"
                            + " networks or more.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<List<String>> PORT_PROBES =
            new Key<>(
                    ISOLATION + ".portProbes",
                    "list of probes",
                    "",
                    "Probes that connect to the port of the relay in their one region: proofs of life.",
                    Parse.listOf(Parse.text(), LIST_MAX));
    static final Key<String> SESSIONS =
            new Key<>(
                    ISOLATION + ".sessions",
                    "selector",
                    "",
                    "Gauge of the sessions a server carries, such as livekit_participant_total; by default"
                            + " those of all services' sessions.",
                    Parse.text());
    static final Key<String> CLAIM =
            new Key<>(
                    ISOLATION + ".claim",
                    "selector",
                    "",
                    "Gauge above zero on servers that hold their region to be cut off.",
                    Parse.text());
    static final Key<Duration> FRESH_FOR =
            new Key<>(
                    ISOLATION + ".freshFor",
                    "duration",
                    "45s",
                    "How long a scraped gauge says anything: three scrapes.",
                    Parse.duration(Duration.ofSeconds(1), Duration.ofMinutes(10)));
    static final Key<Effect> EFFECT =
            new Key<>(
                    ISOLATION + ".effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "HOLD",
                    "What follows for rollouts.",
                    Parse.oneOf(Effect.class));
    static final Key<Duration> GONE_FOR =
            new Key<>(
                    ISOLATION + ".goneFor",
                    "duration",
                    "5m",
                    "How long it must be over until its incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final Key<String> LOAD =
            new Key<>(
                    CAPACITY + ".load",
                    "selector",
                    "",
                    "Gauge of what a server carries, in the unit of its capacity; given, room is"
                            + " watched.",
                    Parse.text());
    static final Key<String> ROOM =
            new Key<>(
                    CAPACITY + ".capacity",
                    "selector",
                    "",
                    "Gauge of what a server can carry.",
                    Parse.text());
    static final Key<Double> DECLARED_CAPACITY =
            new Key<>(
                    DECLARED + ".*",
                    "number",
                    "",
                    "What the region of this name can carry, instead of the gauge.",
                    Parse.number(0, UNITS_MAX));
    static final Key<Double> LEFT_AT_MAX =
            new Key<>(
                    CAPACITY + ".ratioMax",
                    "ratio",
                    "1.0",
                    "Share of what they can carry that the others may be left at when one is lost.",
                    Parse.number(0, RATIO_MAX));
    static final Key<Effect> CAPACITY_EFFECT =
            new Key<>(
                    CAPACITY + ".effect",
                    "RECORD, NO_START, HOLD or ABORT",
                    "NO_START",
                    "What follows for rollouts when there is too little room.",
                    Parse.oneOf(Effect.class));
    static final Key<Duration> CAPACITY_GONE_FOR =
            new Key<>(
                    CAPACITY + ".goneFor",
                    "duration",
                    "10m",
                    "How long there must be room again until the incident is closed.",
                    Parse.duration(Duration.ZERO, Duration.ofDays(7)));

    static final List<Key<?>> ALL =
            List.of(
                    RELAY_PROBES,
                    EDGE_PROBES,
                    PORT_PROBES,
                    SESSIONS,
                    CLAIM,
                    FRESH_FOR,
                    EFFECT,
                    GONE_FOR,
                    LOAD,
                    ROOM,
                    DECLARED_CAPACITY,
                    LEFT_AT_MAX,
                    CAPACITY_EFFECT,
                    CAPACITY_GONE_FOR);

    private IsolationKeys() {}
}
