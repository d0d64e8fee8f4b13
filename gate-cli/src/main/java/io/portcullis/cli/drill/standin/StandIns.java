package io.portcullis.cli.drill.standin;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.StandInText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everything around the service of a scenario, on ports of loopback. Thread-safe once started. */
public final class StandIns implements AutoCloseable {
    private final Map<String, StandIn> byName = new LinkedHashMap<>();

    private StandIns() {}

    /**
     * Starts them.
     *
     * @param firstPort the first one's; the others follow; 0 for free ones
     */
    public static StandIns start(List<StandInText> texts, int firstPort) {
        StandIns standIns = new StandIns();
        int port = firstPort;
        for (StandInText text : texts) {
            try {
                standIns.byName.put(text.name(), start(text, port));
            } catch (IOException e) {
                standIns.close();
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The stand-in "
                                + text.name()
                                + " cannot listen on port "
                                + port
                                + ": "
                                + e.getMessage()
                                + ". Give other ports with --stand-in-port, here and with --configuration.",
                        e);
            }
            port = firstPort == 0 ? 0 : port + 1;
        }
        return standIns;
    }

    private static StandIn start(StandInText text, int port) throws IOException {
        return switch (text.kind()) {
            case HTTP -> HttpStandIn.start(port);
            case DNS -> DnsStandIn.start(text, port);
            case METRICS -> MetricsStandIn.start(text, port);
        };
    }

    /** The ports they will have when they are started so. */
    public static Map<String, Integer> planned(List<StandInText> texts, int firstPort) {
        Map<String, Integer> ports = new TreeMap<>();
        for (int i = 0; i < texts.size(); i++) {
            ports.put(texts.get(i).name(), firstPort + i);
        }
        return ports;
    }

    /** Their ports by name. */
    public Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        byName.forEach((name, standIn) -> ports.put(name, standIn.port()));
        return ports;
    }

    /** From now on these faults are in force, and no others. */
    public void suffer(List<StandInFaultText> faults) {
        byName.forEach((name, standIn) ->
                standIn.suffer(faults.stream().filter(fault -> fault.of().equals(name)).toList()));
    }

    @Override
    public void close() {
        byName.values().forEach(StandIn::close);
    }
}
