package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.RebootsText;
import io.portcullis.cli.drill.scenario.WorldText.SessionsText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All reporting servers of the world: new ones come and go with the rollout, old ones reboot. Not thread-safe. */
final class Servers {
    /** Looks in which a new server fills up with sessions. */
    private static final int FILL_LOOKS = 60;

    private final WorldText world;
    private final Releases releases;
    private final long seed;
    private final String run;
    private final Map<String, List<ServerState>> old = new TreeMap<>();
    private final Map<String, List<ServerState>> fresh = new TreeMap<>();
    private final Map<String, List<ServerState>> replaced = new TreeMap<>();
    private final Map<String, Long> wantedSince = new TreeMap<>();
    private final Map<String, Long> startedAt = new TreeMap<>();
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
                        new Server(
                                region + (inPlace() ? "-" : "-old-") + i,
                                region,
                                ArmText.OLD,
                                releases.old(),
                                run);
                servers.add(new ServerState(first, null, 0));
            }
            old.put(region, servers);
        }
    }

    private boolean inPlace() {
        return world.sessions() != null;
    }

    /**
     * Starts or removes a region's new servers.
     *
     * @return whether sessions were cut
     */
    boolean keepNew(String region, boolean wanted, long look) {
        List<ServerState> servers = of(region, ArmText.NEW);
        if (!wanted) {
            servers.clear();
            wantedSince.remove(region);
            bringBack(region);
            return false;
        }
        long since = wantedSince.computeIfAbsent(region, _ -> look);
        SessionsText sessions = world.sessions();
        if (!servers.isEmpty() || sessions != null && look - since < sessions.drain()) {
            return false;
        }
        generation++;
        startNew(region, servers, look);
        return sessions != null && sessions.drain() == 0;
    }

    private void startNew(String region, List<ServerState> servers, long look) {
        startedAt.put(region, look);
        for (int i = 1; i <= world.fleet().newNodes(); i++) {
            String id = inPlace() ? takePlace(region) : region + "-new-" + i;
            String epoch = run + "-" + generation;
            Server first = new Server(id, region, ArmText.NEW, releases.fresh(), epoch);
            servers.add(new ServerState(first, world.warmUp(), look));
        }
    }

    private String takePlace(String region) {
        ServerState first = of(region, ArmText.OLD).removeFirst();
        replaced.computeIfAbsent(region, _ -> new ArrayList<>()).add(first);
        return first.id();
    }

    private void bringBack(String region) {
        List<ServerState> back = replaced.remove(region);
        if (back != null) {
            back.forEach(ServerState::restart);
            of(region, ArmText.OLD).addAll(0, back);
        }
    }

    /** What a server carries: the first ones empty where they are to be replaced, new ones fill up. */
    private long sessions(String region, ArmText arm, int index, long look) {
        SessionsText sessions = world.sessions();
        if (sessions == null) {
            return ServerReport.UNTOLD;
        }
        long full = sessions.perServer();
        if (arm == ArmText.NEW) {
            long age = look - startedAt.getOrDefault(region, look);
            return full * Math.min(age, FILL_LOOKS) / FILL_LOOKS;
        }
        Long since = wantedSince.get(region);
        boolean replacedSoon =
                sessions.drain() > 0
                        && of(region, ArmText.NEW).isEmpty()
                        && index < world.fleet().newNodes();
        return since == null || !replacedSoon
                ? full
                : full - Math.min(full, full * (look - since + 1) / sessions.drain());
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

    /**
     * What all say.
     *
     * @param shares of what each region usually carries
     */
    List<ServerReport> reports(long look, Map<String, Double> shares) {
        List<ServerReport> reports = new ArrayList<>();
        for (String region : world.regions()) {
            for (ArmText arm : ArmText.values()) {
                List<ServerState> servers = of(region, arm);
                for (int i = 0; i < servers.size(); i++) {
                    long usual = sessions(region, arm, i, look);
                    double share = shares.getOrDefault(region, 1.0);
                    reports.add(
                            servers.get(i)
                                    .report(
                                            usual == ServerReport.UNTOLD
                                                    ? usual
                                                    : Math.round(usual * share)));
                }
            }
        }
        return reports;
    }
}
