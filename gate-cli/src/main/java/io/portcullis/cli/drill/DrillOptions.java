package io.portcullis.cli.drill;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.WorldText;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of {@code gate drill} that say what is played and how. */
final class DrillOptions {
    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            description =
                    "Seed of the world; the same seed plays the same counts. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description =
                    "Change a value of the scenario, such as requestsPerSecond=5000; repeatable.")
    Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--rung",
            paramLabel = "LETTER",
            converter = RungConverter.class,
            description =
                    "For a scenario of the relay mesh: feed only the evidence of this rung of the ladder, a to e,"
                            + " as docs/mesh.md says. Default: the scenario's.")
    @Nullable RungText rung;

    @Option(
            names = "--evidence",
            paramLabel = "WAY",
            converter = WayConverter.class,
            description =
                    "push-relay, push-otlp or pull (by Prometheus). Default: ${DEFAULT-VALUE}.")
    EvidenceWay evidence = EvidenceWay.PUSH_RELAY;

    @Option(
            names = "--platform-port",
            paramLabel = "PORT",
            description =
                    "Port of the stand-in platform that the server's hook calls. Default: ${DEFAULT-VALUE}.")
    int platformPort = 8520;

    @Option(
            names = "--stand-in-port",
            paramLabel = "PORT",
            description =
                    "Port of the first stand-in around the service, the others follow. Default: ${DEFAULT-VALUE}.")
    int standInPort = 8550;

    @Option(
            names = "--hook-secret-file",
            paramLabel = "FILE",
            description =
                    "Secret the server signs its calls with; made when missing. Default: drill-hook-secret in"
                            + " the state directory.")
    @Nullable Path hookSecretFile;

    @Option(
            names = "--exporter-port",
            paramLabel = "PORT",
            description =
                    "With pull: port of the first region's exporter, the others follow. Default: ${DEFAULT-VALUE}.")
    int exporterPort = 8530;

    @Option(
            names = "--prometheus-files",
            paramLabel = "FOLDER",
            description =
                    "With pull: write here prometheus-REGION.yml for each region. Default: ${DEFAULT-VALUE}.")
    Path prometheusFiles = Path.of("prometheus");

    @Option(
            names = "--prometheus-port",
            paramLabel = "PORT",
            description =
                    "With --configuration and pull: port of the first region's Prometheus, the others follow."
                            + " Default: ${DEFAULT-VALUE}.")
    int prometheusPort = 8540;

    @Option(
            names = "--reach-port",
            paramLabel = "PORT",
            description =
                    "Where regions are probed: port of the first one's relay, its edge and the others follow."
                            + " Default: ${DEFAULT-VALUE}.")
    int reachPort = 8560;

    /** What to change in the scenario. */
    Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>(settings);
        if (rung != null) {
            changes.put("rung", rung.letter());
        }
        return changes;
    }

    /** Only what is pushed by default is known on every rung; what a stand-in tells cannot be pulled from another. */
    void requireFit(Scenario scenario) {
        WorldText world = scenario.world();
        scenario.around().stream()
                .filter(standIn -> !standIn.in().isEmpty() && evidence == EvidenceWay.PULL)
                .findFirst()
                .ifPresent(standIn -> {
                    throw new CommandFailure(
                            ExitCode.WRONG_USAGE,
                            "The metrics of "
                                    + String.join(", ", standIn.in())
                                    + " are told by the stand-in "
                                    + standIn.name()
                                    + "; leave out --evidence pull.");
                });
        if (world.rungPlayed() != RungText.E && evidence != EvidenceWay.PUSH_RELAY) {
            throw new CommandFailure(
                    ExitCode.WRONG_USAGE,
                    "Rung "
                            + world.rungPlayed().letter()
                            + " says itself how evidence comes; leave out --evidence "
                            + evidence
                            + ".");
        }
    }

    static final class RungConverter implements picocli.CommandLine.ITypeConverter<RungText> {
        @Override
        public RungText convert(String text) {
            for (RungText rung : RungText.values()) {
                if (rung.letter().equals(text)) {
                    return rung;
                }
            }
            throw new picocli.CommandLine.TypeConversionException(
                    "\"" + text + "\" is no rung of the ladder; must be a, b, c, d or e");
        }
    }

    static final class WayConverter implements picocli.CommandLine.ITypeConverter<EvidenceWay> {
        @Override
        public EvidenceWay convert(String text) {
            return EvidenceWay.parse(text);
        }
    }
}
