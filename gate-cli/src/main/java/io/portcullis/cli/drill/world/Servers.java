package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.RebootsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All reporting servers of the world: new ones come and go with the rollout, old ones reboot. Not thread-safe. */
final class Servers {
    private final WorldText world;
    private final Releases releases;
    private final long seed;
    private final String run;
    private final Map<String, List<ServerState>> old = new TreeMap<>();
    private final Map<String, List<ServerState>> fresh = new TreeMap<>();
    private int generation;

    Servers(WorldText world, Releases releases, long seed, String run) {
        this.world = world;
        this.releases = releases;
        this.seed = seed;
        this.run = run;
        for (String region : world.regions()) {
            fresh.put(region, new ArrayList<>());
            List<ServerState> servers = new ArrayList<>();
            for (int i = 1; i <= world.fleet().oldNodes(); i++) {
                Server first =
                        new Server(region + "-old-" + i, region, ArmText.OLD, releases.old(), run);
                servers.add(new ServerState(first, null, 0));
            }
            old.put(region, servers);
        }
    }

    /** Starts or removes a region's new servers. */
    void keepNew(String region, boolean wanted, long look) {
        List<ServerState> servers = of(region, ArmText.NEW);
        if (!wanted) {
            servers.clear();
        } else if (servers.isEmpty()) {
            generation++;
            for (int i = 1; i <= world.fleet().newNodes(); i++) {
                String id = region + "-new-" + i;
                String epoch = run + "-" + generation;
                Server first = new Server(id, region, ArmText.NEW, releases.fresh(), epoch);
                servers.add(new ServerState(first, world.warmUp(), look));
            }
        }
    }

    /** Reboots old servers by chance; which ones depends on the seed and the look only. */
    void reboot(long look, RebootsText reboots) {
        for (List<ServerState> servers : old.values()) {
            for (ServerState server : servers) {
                if (new Draw(seed, look, "reboot/" + server.id())
                        .happens(1.0 / reboots.everyLooks())) {
                    server.reboot(look, reboots);
                }
            }
        }
    }

    /** Those of one region and arm; may be empty. */
    List<ServerState> of(String region, ArmText arm) {
        Map<String, List<ServerState>> byRegion = arm == ArmText.OLD ? old : fresh;
        return byRegion.getOrDefault(region, List.of());
    }

    List<ServerReport> reports() {
        return world.regions().stream()
                .flatMap(region ->
                        Stream.concat(
                                of(region, ArmText.OLD).stream(), of(region, ArmText.NEW).stream()))
                .map(ServerState::report)
                .toList();
    }
}
