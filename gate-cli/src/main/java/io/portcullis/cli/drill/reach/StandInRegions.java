package io.portcullis.cli.drill.reach;

import io.portcullis.cli.CommandFailure;
import io.portcullis.cli.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** All regions of a drill as they are reached. */
public final class StandInRegions implements AutoCloseable {
    private static final int PORTS = 2;

    private final Map<String, StandInRegion> regions = new TreeMap<>();

    private StandInRegions() {}

    /**
     * Starts them.
     *
     * @param firstPort relay of the first region; its edge and the other regions follow; 0 for free ones
     */
    public static StandInRegions start(List<String> names, int firstPort) {
        StandInRegions started = new StandInRegions();
        int port = firstPort;
        for (String name : names) {
            try {
                started.regions.put(name, new StandInRegion(port, firstPort == 0 ? 0 : port + 1));
            } catch (IOException e) {
                started.close();
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "The stand-in of "
                                + name
                                + " cannot listen on ports "
                                + port
                                + " and the next: "
                                + e.getMessage()
                                + ". Give others with --reach-port.",
                        e);
            }
            port += firstPort == 0 ? 0 : PORTS;
        }
        return started;
    }

    /** Where they will be, before any is started. */
    public static Map<String, RegionAddresses> planned(List<String> names, int firstPort) {
        Map<String, RegionAddresses> addresses = new TreeMap<>();
        int port = firstPort;
        for (String name : names) {
            addresses.put(name, RegionAddresses.at(port, port + 1));
            port += PORTS;
        }
        return addresses;
    }

    /** Where each region is reached. */
    public Map<String, RegionAddresses> addresses() {
        Map<String, RegionAddresses> addresses = new TreeMap<>();
        regions.forEach((name, region) -> addresses.put(name, region.addresses()));
        return addresses;
    }

    /** From now on these refuse their peers and users, and the others do not. */
    void withdraw(Set<String> withdrawn) {
        regions.forEach((name, region) -> region.serve(!withdrawn.contains(name)));
    }

    @Override
    public void close() {
        regions.values().forEach(StandInRegion::close);
    }
}
