package io.portcullis.cli.drill;

import io.portcullis.cli.drill.evidence.ExpositionText;
import io.portcullis.cli.drill.reach.RegionAddresses;
import io.portcullis.cli.drill.scenario.WorldText.IsolationText;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the server is to watch of regions as a whole: the gauge of sessions where there is a metric store, else probes. */
final class IsolationKeysText {
    private static final String BEGIN = "  environment:\n";

    private IsolationKeysText() {}

    static String gauges() {
        return BEGIN + "    isolation: {sessions: " + ExpositionText.SESSIONS + "}\n";
    }

    /** Probes of each region's relay path, public edge and relay port, from each region. */
    static String probes(Map<String, RegionAddresses> reach, IsolationText isolation) {
        StringBuilder text = new StringBuilder(BEGIN + "    probes:\n");
        String common =
                "from: ["
                        + String.join(", ", new TreeSet<>(reach.keySet()))
                        + "], every: "
                        + isolation.probeSeconds()
                        + "s, timeout: "
                        + Math.min(2, isolation.probeSeconds())
                        + "s, effect: RECORD}\n";
        new TreeMap<>(reach)
                .forEach((region, at) -> {
                    String of = ", regions: [" + region + "], " + common;
                    text.append(probe("relay-", region, "GRPC", at.relay())).append(of);
                    text.append(probe("edge-", region, "HTTP", at.edge())).append(of);
                    text.append(probe("port-", region, "TCP", at.relay())).append(of);
                });
        List<String> regions = reach.keySet().stream().sorted().toList();
        return text.append("    isolation:\n")
                .append(named("relayProbes", "relay-", regions))
                .append(named("edgeProbes", "edge-", regions))
                .append(named("portProbes", "port-", regions))
                .toString();
    }

    private static String probe(String prefix, String region, String kind, String target) {
        return "      - {name: %s%s, kind: %s, target: \"%s\""
                        .formatted(prefix, region, kind, target)
                + (kind.equals("GRPC") ? ", tls: false" : "");
    }

    private static String named(String key, String prefix, List<String> regions) {
        return "      "
                + key
                + ": ["
                + String.join(", ", regions.stream().map(region -> prefix + region).toList())
                + "]\n";
    }
}
