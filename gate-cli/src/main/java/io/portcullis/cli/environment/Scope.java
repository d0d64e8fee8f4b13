package io.portcullis.cli.environment;

import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What of the world is wanted. */
final class Scope {
    @Parameters(
            arity = "0..1",
            paramLabel = "SERVICE",
            description =
                    "Only what concerns this service, and what stands against starting it."
                            + " Default: everything.")
    String service = "";

    @Option(names = "--not-fit", description = "Leave out what is fit.")
    boolean notFitOnly;
}
