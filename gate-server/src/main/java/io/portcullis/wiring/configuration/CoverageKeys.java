package io.portcullis.wiring.configuration;

import io.portcullis.app.probe.CoverageDefinition.Kind;
import java.time.Duration;
import java.util.List;

/** Keys of synthetic coverage of links. */
final class CoverageKeys {

    private static final String COVERAGE = "portcullis.services.*.coverage.";

    static final Key<String> SIGNAL =
            new Key<>(
                    COVERAGE + "signal",
                    "signal",
                    "",
                    "Signal of links into which agents' probes count as attempts.",
                    Parse.text());
    static final Key<Kind> KIND =
            new Key<>(
                    COVERAGE + "kind",
                    "HTTP, TCP or COMMAND",
                    "COMMAND",
                    "What an agent at the destination of a link does.",
                    Parse.oneOf(Kind.class));
    static final Key<String> TARGET =
            new Key<>(
                    COVERAGE + "target",
                    "text",
                    "",
                    "URL, host:port or program; {endpoint}, {source_region} and {destination_region}"
                            + " stand for what is at its ends.",
                    Parse.text());
    static final Key<List<String>> ARGUMENTS =
            new Key<>(
                    COVERAGE + "arguments",
                    "list",
                    "",
                    "Arguments of a program, with the same names in braces.",
                    Parse.listOf(Parse.text(), 100));
    static final Key<Duration> EVERY =
            new Key<>(
                    COVERAGE + "every",
                    "duration",
                    "15s",
                    "How often each link is probed between each two versions.",
                    Parse.duration(Duration.ofMillis(100), Duration.ofHours(1)));
    static final Key<Duration> TIMEOUT =
            new Key<>(
                    COVERAGE + "timeout",
                    "duration",
                    "10s",
                    "When a run is given up, and counts as failed.",
                    Parse.duration(Duration.ofMillis(100), Duration.ofMinutes(5)));

    static final List<Key<?>> ALL = List.of(SIGNAL, KIND, TARGET, ARGUMENTS, EVERY, TIMEOUT);

    private CoverageKeys() {}
}
