package io.portcullis.cli.rollout;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Who asks, for the audit trail. */
final class PersonOption {
    @Option(
            names = "--person",
            paramLabel = "NAME",
            description = "Who asks, for the audit trail. Default: the user of this machine.")
    private @Nullable String person;

    String person() {
        return Optional.ofNullable(person).orElseGet(() -> System.getProperty("user.name", ""));
    }
}
