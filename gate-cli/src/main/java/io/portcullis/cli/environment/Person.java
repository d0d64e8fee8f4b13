package io.portcullis.cli.environment;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks, and why; both are kept. */
final class Person {
    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Who asks, for the audit trail. Default: the user of this machine.")
    private @Nullable String person;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why.")
    String reason = "";

    String name() {
        return Optional.ofNullable(person).orElseGet(() -> System.getProperty("user.name", ""));
    }
}
