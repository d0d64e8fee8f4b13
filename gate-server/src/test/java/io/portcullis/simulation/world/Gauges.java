package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.ExponentialGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A gauge of 60 servers in each of twelve regions, three of them canaries: stationary around its
 * mean, remembered from look to look, and reported once per block of three looks as its mean. The
 * canaries of the first region may grow from the first look on.
 */
public final class Gauges implements BucketWorld.Source {

    public static final SignalName SIGNAL = new SignalName("queue-depth");

    private static final SignalName ALL = SIGNAL.part(Bucket.ALL);
    private static final double MEAN = 100;
    private static final double SD = 10;
    private static final int SERVERS = 60;
    private static final int CANARIES = 3;
    private static final int BLOCK_LOOKS = 3;
    private static final double LOOKS_PER_MINUTE = 6;

    private final double growth;
    private final double memory;
    private final Draws draws;
    private final List<Region> regions = Topology.onePair(12).senders();
    private final double[][] level = new double[regions.size()][SERVERS];
    private final Map<Bucket, SignalName> parts = new HashMap<>();
    private final double[][] block = new double[regions.size()][SERVERS];

    /**
     * The servers.
     *
     * @param growth of the canaries in the first region, stationary standard deviations per minute
     * @param memory part of a server's deviation that stays until the next look
     */
    public Gauges(double growth, double memory, long seed) {
        this.growth = growth;
        this.memory = memory;
        draws = new Draws(seed);
        for (double[] servers : level) {
            for (int server = 0; server < SERVERS; server++) {
                servers[server] = draws.gaussian();
            }
        }
    }

    @Override
    public Map<Cell, Counts> play(int look) {
        var counts = new HashMap<Cell, Counts>();
        boolean closes = Math.floorMod(look, BLOCK_LOOKS) == 0;
        for (int place = 0; place < regions.size(); place++) {
            double grown = place == 0 ? growth * Math.max(0, look) / LOOKS_PER_MINUTE : 0;
            for (int server = 0; server < SERVERS; server++) {
                block[place][server] += move(place, server) + (server < CANARIES ? grown : 0);
                if (closes) {
                    close(counts, place, server);
                }
            }
        }
        return counts;
    }

    private double move(int place, int server) {
        level[place][server] =
                memory * level[place][server] + Math.sqrt(1 - memory * memory) * draws.gaussian();
        return level[place][server];
    }

    private void close(Map<Cell, Counts> counts, int place, int server) {
        double mean = MEAN + SD * block[place][server] / BLOCK_LOOKS;
        block[place][server] = 0;
        Arm arm = server < CANARIES ? Arm.CANARY : Arm.STABLE;
        SignalName own =
                parts.computeIfAbsent(ExponentialGrid.LEVEL.of(mean), bucket -> bucket.of(SIGNAL));
        for (SignalName part : List.of(ALL, own)) {
            counts.merge(
                    new Cell.InRegion(part, regions.get(place), arm),
                    new Counts(1, 0),
                    Counts::plus);
        }
    }
}
