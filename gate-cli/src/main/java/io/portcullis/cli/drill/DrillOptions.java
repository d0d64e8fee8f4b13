package io.portcullis.cli.drill;

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

    static final class WayConverter implements picocli.CommandLine.ITypeConverter<EvidenceWay> {
        @Override
        public EvidenceWay convert(String text) {
            return EvidenceWay.parse(text);
        }
    }
}
