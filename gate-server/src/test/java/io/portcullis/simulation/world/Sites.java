package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Lays out the sites of a world: traffic, gravity between regions, error rates and lasting biases. */
public final class Sites {

    public static final SignalName REQUESTS = new SignalName("requests");
    public static final SignalName ACQUIRES = new SignalName("acquires");

    private static final double TRAFFIC_MIN = 50;
    private static final double TRAFFIC_MAX = 5000;

    private final Setting setting;
    private final Topology topology;
    private final Draws draws;
    private final SortedMap<Region, Double> shares;
    private final double[] requestsPerLook;

    Sites(Setting setting, Draws draws) {
        this.setting = setting;
        this.draws = draws;
        topology = setting.topology();
        shares = setting.shares();
        requestsPerLook = new double[topology.senders().size()];
        for (int sender = 0; sender < requestsPerLook.length; sender++) {
            requestsPerLook[sender] = setting.lookSeconds() * requestsPerSecond();
        }
    }

    private double requestsPerSecond() {
        return setting.requestsPerSecond() > 0
                ? setting.requestsPerSecond()
                : Math.exp(draws.uniform(Math.log(TRAFFIC_MIN), Math.log(TRAFFIC_MAX)));
    }

    /** Requests of every sender, then acquires of every link. */
    List<Site> all() {
        var sites = new ArrayList<Site>();
        for (int sender = 0; sender < requestsPerLook.length; sender++) {
            Region region = topology.senders().get(sender);
            sites.add(
                    new Site(
                            REQUESTS,
                            region,
                            requestsPerLook[sender],
                            rate(region, setting.requestRate()),
                            arms(region, sender)));
        }
        for (Link link : topology.links()) {
            sites.add(
                    new Site(
                            ACQUIRES,
                            link,
                            acquiresPerLook(link),
                            rate(link, setting.acquireRate()),
                            arms(link)));
        }
        sites.removeIf(site -> !setting.signals().contains(site.signal()));
        return sites;
    }

    /** A fifth of the source's traffic, spread by gravity: in proportion to the destinations' own. */
    private double acquiresPerLook(Link link) {
        int from = topology.indexOf(link.source());
        double others = 0;
        for (int to = 0; to < requestsPerLook.length; to++) {
            others += to == from ? 0 : requestsPerLook[to];
        }
        double pull = requestsPerLook[topology.indexOf(link.destination())] / others;
        return Setting.linkShare() * requestsPerLook[from] * pull;
    }

    private double rate(Place place, double median) {
        double drawn = median * Math.exp(setting.rateSpread() * draws.gaussian());
        return setting.fixedRates().getOrDefault(place, drawn);
    }

    private List<ArmTraffic> arms(Region region, int sender) {
        double share = shares.getOrDefault(region, 0.0);
        var arms = new ArrayList<ArmTraffic>();
        arms.add(new ArmTraffic(new Cell.InRegion(REQUESTS, region, Arm.STABLE), 1 - share, 1));
        if (share > 0) {
            arms.add(
                    new ArmTraffic(
                            new Cell.InRegion(REQUESTS, region, Arm.CANARY),
                            share,
                            bias(),
                            sender));
        }
        return arms;
    }

    private List<ArmTraffic> arms(Link link) {
        double source = shares.getOrDefault(link.source(), 0.0);
        double destination = shares.getOrDefault(link.destination(), 0.0);
        int from = topology.indexOf(link.source());
        int to = topology.indexOf(link.destination());
        var arms = new ArrayList<ArmTraffic>();
        arms.add(
                new ArmTraffic(
                        cell(link, Arm.STABLE, Arm.STABLE), (1 - source) * (1 - destination), 1));
        if (source > 0) {
            arms.add(
                    new ArmTraffic(
                            cell(link, Arm.CANARY, Arm.STABLE),
                            source * (1 - destination),
                            bias(),
                            from));
        }
        if (destination > 0) {
            arms.add(
                    new ArmTraffic(
                            cell(link, Arm.STABLE, Arm.CANARY),
                            (1 - source) * destination,
                            bias(),
                            to));
        }
        if (source > 0 && destination > 0) {
            arms.add(
                    new ArmTraffic(
                            cell(link, Arm.CANARY, Arm.CANARY),
                            source * destination,
                            bias(),
                            from,
                            to));
        }
        return arms;
    }

    private double bias() {
        return Math.exp(setting.noise().biasSd() * draws.gaussian());
    }

    private static Cell cell(Link link, Arm source, Arm destination) {
        return new Cell.OnLink(ACQUIRES, link, source, destination);
    }
}
