package io.portcullis.cli.drill;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.portcullis.cli.drill.reach.RegionAddresses;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.StandInText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.CountedText;
import io.portcullis.cli.drill.scenario.WorldText.IsolationText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The part of a server's configuration that a scenario needs.
 *
 * @param hookUrl where the stand-in platform listens
 * @param prometheusUrls of each region when the scenario is pulled; else empty
 * @param reach of each region when it is probed; else empty
 * @param standInPorts of what is around the service, by name
 */
public record ServerConfigurationText(
        Scenario scenario,
        String control,
        URI hookUrl,
        Path hookSecretFile,
        Map<String, URI> prometheusUrls,
        Map<String, RegionAddresses> reach,
        Map<String, Integer> standInPorts) {
    private static final String REGION_SERIES =
            """
                      total: 'http_requests_total'
                      bad: 'http_requests_total{code=~"5.."}'
                      lazyBad: true
            """;
    private static final String LINK_SERIES =
            """
                      total: 'relay_track_acquire_total{result!="cancelled"}'
                      bad: 'relay_track_acquire_total{result=~"failed|timed_out"}'
                      lazyBad: true
                      labels: {sourceRegion: src_region, sourceVersion: src_version}
            """;

    /** Nothing runs the program: agents of a drill find what its world lets them. Each look is probed, however short. */
    private static final String COVERAGE =
            """
                  coverage:
                    signal: %s
                    kind: COMMAND
                    target: /opt/drill/relay-probe
                    arguments: ['{source_region}', '{endpoint}']
                    every: 100ms
            """;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public ServerConfigurationText {
        prometheusUrls = Map.copyOf(prometheusUrls);
        reach = Map.copyOf(reach);
        standInPorts = Map.copyOf(standInPorts);
    }

    /** The keys under {@code portcullis:}, indented by two. */
    public String text() {
        WorldText world = scenario.world();
        StringBuilder text = new StringBuilder();
        text.append("  services:\n    ").append(world.service()).append(":\n");
        List<CountedText> counted = world.counted();
        if (counted.stream().anyMatch(CountedText::onLinks)) {
            text.append("      links: ALL_ORDERED_PAIRS\n");
        }
        text.append("      regions: [").append(String.join(", ", world.regions())).append("]\n");
        text.append("      signals:\n");
        counted.forEach(one -> text.append(signal(one)));
        counted.stream()
                .filter(one -> one.kind().equals("PROBE"))
                .forEach(one -> text.append(COVERAGE.formatted(one.signal())));
        text.append("      arm: {by: VERSION_LABEL, label: version}\n");
        text.append("  controls:\n    ").append(control).append(":\n");
        text.append("      url: ").append(hookUrl).append("\n");
        text.append("      secretFile: ").append(hookSecretFile.toAbsolutePath()).append("\n");
        text.append("  regions:\n");
        for (String region : world.regions()) {
            URI url = prometheusUrls.getOrDefault(region, standIn(region));
            text.append("    ")
                    .append(region)
                    .append(url == null ? ": {}\n" : ": {prometheus: {url: \"" + url + "\"}}\n");
        }
        IsolationText isolation = world.isolation();
        if (isolation != null) {
            text.append(
                    prometheusUrls.isEmpty()
                            ? IsolationKeysText.probes(reach, isolation)
                            : IsolationKeysText.gauges());
        }
        addServerKeys(text);
        return text.toString();
    }

    private void addServerKeys(StringBuilder text) {
        scenario.serverKeys()
                .forEach((key, value) ->
                        text.append("  ")
                                .append(key)
                                .append(": ")
                                .append(withPorts(flow(value)))
                                .append("\n"));
    }

    /** Where the metrics of a region are told by a stand-in; null where they are not. */
    private @Nullable URI standIn(String region) {
        return scenario.around().stream()
                .filter(standIn -> standIn.in().contains(region))
                .map(standIn -> URI.create("http://" + address(standIn.name())))
                .findFirst()
                .orElse(null);
    }

    private String address(String standIn) {
        return "127.0.0.1:" + standInPorts.getOrDefault(standIn, 0);
    }

    /** Fills in where stand-ins are. */
    private String withPorts(String text) {
        String filled = text;
        for (StandInText standIn : scenario.around()) {
            String name = standIn.name();
            filled =
                    filled.replace("{" + name + "}", address(name))
                            .replace(
                                    "{" + name + ".port}",
                                    String.valueOf(standInPorts.getOrDefault(name, 0)));
        }
        return filled;
    }

    /** JSON is YAML. */
    private static String flow(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }

    private String signal(CountedText counted) {
        return "        - name: "
                + counted.signal()
                + "\n          kind: "
                + counted.kind()
                + "\n          place: "
                + counted.place()
                + (counted.rung().isEmpty() ? "" : "\n          rung: " + counted.rung())
                + "\n"
                + (prometheusUrls.isEmpty() ? "" : counted.onLinks() ? LINK_SERIES : REGION_SERIES);
    }
}
