package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.FaultText.PairText;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.WorldText;
import io.portcullis.cli.drill.scenario.WorldText.LinksText;
import io.portcullis.cli.drill.scenario.WorldText.RebootsText;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The world of one act. Its clock is its look; the same seed and the same orders at the same looks give the same counts, bit for
 * bit. Thread-safe: the player steps it while the platform opens and restores.
 */
public final class World {
    /** Attempts given up by the user: neither good nor bad, and part of any real traffic. */
    private static final double CANCELLED_RATIO = 0.01;

    private final WorldText text;
    private final long seed;
    private final Servers servers;
    private final Faults faults;
    private final Mesh mesh;
    private final MeshCounts meshCounts;
    private final Withdrawals withdrawals;
    private final Map<String, RegionFleet> fleets = new TreeMap<>();
    private long look;

    /** Of what each region usually carries. */
    private SortedMap<String, Double> shares = new TreeMap<>();

    /**
     * @param run unique over all drills: servers of different drills are different processes
     */
    public World(WorldText text, Releases releases, long seed, String run) {
        this.text = text;
        this.seed = seed;
        this.servers = new Servers(text, releases, seed, run);
        this.faults = new Faults(text.allFaults());
        this.mesh = new Mesh(faults, servers);
        this.meshCounts = new MeshCounts(text, servers, mesh, faults, seed);
        this.withdrawals = new Withdrawals(faults, text.regions());
        for (String region : text.regions()) {
            fleets.put(region, new RegionFleet(text.restore(region), text.fleet().counted()));
        }
    }

    /** Plays one look and says what every server has counted. */
    public synchronized WorldLook step() {
        look++;
        fleets.forEach((region, fleet) -> {
            fleet.advance(look);
            if (servers.keepNew(region, fleet.hasNew(look), look)) {
                faults.met(look);
            }
        });
        shares = withdrawals.shares(look);
        RebootsText reboots = text.reboots();
        if (reboots != null) {
            servers.reboot(look, reboots);
        }
        text.regions().forEach(this::playRequests);
        meshCounts.play(look, this::share);
        LinksText links = text.countedLinks();
        if (links != null) {
            text.regions()
                    .forEach(source ->
                            text.regions().stream()
                                    .filter(destination -> !destination.equals(source))
                                    .forEach(destination -> playLink(links, source, destination)));
        }
        Map<String, List<Pull>> pulls = mesh.pulls(look);
        return new WorldLook(
                look,
                withdrawals.regions(look),
                servers.reports(look, shares).stream()
                        .map(report ->
                                report.with(pulls.getOrDefault(report.server().id(), List.of())))
                        .toList(),
                meshCounts.probes(look, this::share));
    }

    /** The next look is the first with this stage open. */
    public synchronized void stageOpens(int stage) {
        faults.stageOpens(stage, look + 1);
    }

    /** The new version takes this share of a region's traffic from the next look on. */
    public synchronized void open(String region, double canaryShare) {
        fleet(region).open(canaryShare);
    }

    /** Begins to bring the old version back. */
    public synchronized void restore(String region) {
        fleet(region).restore(look);
    }

    /** Whether a restore is applied. */
    public synchronized boolean restored(String region) {
        return fleet(region).restored(look);
    }

    /** What runs in a region. */
    public synchronized Census census(String region) {
        return fleet(region).census(look);
    }

    /** Share of a region's traffic on the new version. */
    public synchronized double newShare(String region) {
        return fleet(region).newShare();
    }

    /** Looks played. */
    public synchronized long looks() {
        return look;
    }

    /** Whether something met a fault in the look that was played last. */
    public synchronized boolean isInFault() {
        return faults.wasMet(look);
    }

    private RegionFleet fleet(String region) {
        RegionFleet fleet = fleets.get(region);
        if (fleet == null) {
            throw new IllegalArgumentException(
                    "region is \""
                            + region
                            + "\"; must be one of "
                            + String.join(", ", text.regions()));
        }
        return fleet;
    }

    private double share(String region, ArmText arm) {
        double fresh = fleet(region).newShare();
        return arm == ArmText.NEW ? fresh : 1 - fresh;
    }

    private double carried(String region) {
        return shares.getOrDefault(region, 1.0);
    }

    private boolean hasNew(String region) {
        return fleet(region).newShare() > 0;
    }

    private void playRequests(String region) {
        Series series = Series.ofRegion(text.requests().signal());
        double usual = usual(text.requests().errorRatio(), region);
        double perLook = text.requestsPerSecond() * text.seconds() * carried(region);
        for (ArmText arm : ArmText.values()) {
            List<ServerState> counting = servers.of(region, arm);
            Draw draw = new Draw(seed, look, "requests/" + region + "/" + arm);
            long[] attempts = split(draw.poisson(perLook * share(region, arm)), counting.size());
            for (int i = 0; i < counting.size(); i++) {
                ServerState server = counting.get(i);
                Tally struck =
                        faults.strike(
                                f -> f.strikes(region, arm, this::hasNew), attempts[i], look, draw);
                double ratio = either(usual, server.troubleRatio(look));
                server.count(series, outcome(attempts[i], struck, ratio, draw));
            }
        }
    }

    private void playLink(LinksText links, String source, String destination) {
        double usual = usual(links.errorRatio(), source + ">" + destination);
        double perLook =
                text.requestsPerSecond()
                        * text.seconds()
                        * links.trafficShareRatio()
                        * carried(destination)
                        * Math.min(1, carried(source))
                        / (text.regions().size() - 1);
        for (PairText pair : links.crossing()) {
            List<ServerState> from = servers.of(source, pair.source());
            List<ServerState> counting = servers.of(destination, pair.destination());
            double mean =
                    perLook * share(source, pair.source()) * share(destination, pair.destination());
            if (from.isEmpty() || counting.isEmpty() || mean == 0) {
                continue;
            }
            Draw draw = new Draw(seed, look, "link/" + source + ">" + destination + "/" + pair);
            long[] attempts = split(draw.poisson(mean), counting.size());
            for (int i = 0; i < counting.size(); i++) {
                ServerState server = counting.get(i);
                if (text.rungPlayed() == RungText.D) {
                    attempts[i] -= meshCounts.astray(server, source, pair, attempts[i], look);
                }
                ServerState far = from.get(i % from.size());
                Tally struck =
                        faults.strike(
                                f -> f.strikes(source, destination, pair, this::hasNew),
                                attempts[i],
                                look,
                                draw);
                double ratio =
                        either(usual, either(server.troubleRatio(look), far.troubleRatio(look)));
                Tally cancelled = new Tally(0, 0, 0, draw.binomial(attempts[i], CANCELLED_RATIO));
                Series series = new Series(links.signal(), source, far.id(), far.build().version());
                server.count(series, outcome(attempts[i], struck, ratio, draw).plus(cancelled));
            }
        }
    }

    private static Tally outcome(long attempts, Tally struck, double ratio, Draw draw) {
        long failed = draw.binomial(attempts - struck.bad(), ratio);
        return struck.plus(new Tally(attempts - struck.bad() - failed, failed, 0, 0));
    }

    /** The error ratio of a place when all is well: fixed by the seed. */
    private double usual(double errorRatio, String place) {
        double sd = text.errorLogSd() == null ? 0 : text.errorLogSd();
        return sd == 0
                ? errorRatio
                : Math.min(
                        0.5,
                        errorRatio * Math.exp(sd * new Draw(seed, 0, "usual/" + place).gaussian()));
    }

    static double either(double one, double other) {
        return 1 - (1 - one) * (1 - other);
    }

    static long[] split(long attempts, int parts) {
        long[] split = new long[parts];
        for (int i = 0; i < parts; i++) {
            split[i] = attempts / parts + (i < attempts % parts ? 1 : 0);
        }
        return split;
    }
}
