package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.statistics.LowerBound;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The bad releases of analysis 5.2: twelve regions with the same traffic, one arm pair per link. */
final class BadReleases {

    private static final Topology TOPOLOGY = Topology.onePair(12);
    private static final Region REGION = TOPOLOGY.senders().getFirst();
    private static final Link LINK = new Link(REGION, TOPOLOGY.receivers().get(1));
    private static final int LINKS_OF_REGION = 11;
    private static final int REGIONS = 12;
    private static final double LOOK_SECONDS = 10;
    private static final double LINK_RATE = 0.002;
    private static final Margin TOLERANCE = new Margin(1.1, 1e-4);
    private static final double USUAL_SHARE = 0.05;

    private BadReleases() {}

    /** All of them, or those played in every build. */
    static List<BadRelease> all(boolean full) {
        if (!full) {
            return List.of(
                    source(0.3, 50, USUAL_SHARE),
                    source(0.3, 500, USUAL_SHARE),
                    link(500),
                    region(0.001, 0.01, 500),
                    allRegions(5000));
        }
        var rows = new ArrayList<BadRelease>();
        rows.add(source(0.3, 50, USUAL_SHARE).wanted(2, 70, 120, 70, 120));
        rows.add(source(0.3, 500, USUAL_SHARE).wanted(2, 30, 40, 30, 40));
        rows.add(source(0.3, 5000, USUAL_SHARE).wanted(2, 30, 40, 30, 40));
        rows.add(source(0.9, 50, USUAL_SHARE).wanted(2, 30, 50, 30, 50));
        rows.add(source(0.3, 500, 0.5));
        rows.add(source(0.3, 500, 0.01));
        rows.add(link(50).wanted(3, 490, 490));
        rows.add(link(500).wanted(3, 80, 80));
        rows.add(link(5000).wanted(3, 30, 30));
        rows.add(region(0.001, 0.01, 50).wanted(4, 490, 700));
        rows.add(region(0.001, 0.01, 500).wanted(4, 80, 120));
        rows.add(region(0.001, 0.01, 5000).wanted(4, 30, 40));
        rows.add(region(0.001, 0.002, 5000));
        rows.add(region(0.01, 0.015, 50));
        rows.add(region(0.01, 0.015, 500));
        rows.add(region(0.01, 0.015, 5000).wanted(5, 210, 550));
        rows.add(allRegions(500));
        rows.add(allRegions(5000));
        rows.add(allLinks(0.01, 50));
        rows.add(allLinks(0.3, 50));
        return rows;
    }

    /** Acquires of the canary out of one region fail. */
    static BadRelease source(double rate, double traffic, double share) {
        String name =
                "source p=%s, %.0f req/s%s"
                        .formatted(
                                rate,
                                traffic,
                                share == USUAL_SHARE
                                        ? ""
                                        : ", canary %.0f %%".formatted(100 * share));
        var healthy = new HashMap<Place, Double>();
        for (Link link : TOPOLOGY.links()) {
            if (link.source().equals(REGION)) {
                healthy.put(link, LINK_RATE);
            }
        }
        Setting setting =
                usual(traffic)
                        .with()
                        .canaryShare(share)
                        .fixedRates(healthy)
                        .fault(Faults.source(REGION, rate).onCanary())
                        .done();
        return BadRelease.of(
                name,
                setting,
                bound(LINKS_OF_REGION * linkExposure(traffic), share, LINK_RATE, rate));
    }

    /** One link of 132 fails for the canary. */
    static BadRelease link(double traffic) {
        Setting setting =
                usual(traffic)
                        .with()
                        .fixedRates(Map.of(LINK, LINK_RATE))
                        .fault(Faults.place(LINK, 0.3).onCanary())
                        .done();
        return BadRelease.of(
                "one link p=0.3, %.0f req/s".formatted(traffic),
                setting,
                bound(linkExposure(traffic), USUAL_SHARE, LINK_RATE, 0.3));
    }

    /** Requests of the canary fail more often in one region. */
    static BadRelease region(double healthy, double bad, double traffic) {
        Setting setting =
                usual(traffic)
                        .with()
                        .fixedRates(Map.of(REGION, healthy))
                        .fault(Faults.place(REGION, bad).onCanary())
                        .done();
        return BadRelease.of(
                "region %s->%s %%, %.0f req/s".formatted(percent(healthy), percent(bad), traffic),
                setting,
                bound(LOOK_SECONDS * traffic, USUAL_SHARE, healthy, bad));
    }

    private static BadRelease allRegions(double traffic) {
        Fault fault = Faults.everywhere(Sites.REQUESTS, 0.002).onCanary();
        return BadRelease.of(
                "ALL regions .1->.2 %%, %.0f req/s".formatted(traffic),
                usual(traffic).with().rates(0.001, LINK_RATE, 0).fault(fault).done(),
                bound(REGIONS * LOOK_SECONDS * traffic, USUAL_SHARE, 0.001, 0.002));
    }

    private static BadRelease allLinks(double bad, double traffic) {
        Fault fault = Faults.everywhere(Sites.ACQUIRES, bad).onCanary();
        double exposure = REGIONS * LINKS_OF_REGION * linkExposure(traffic);
        return BadRelease.of(
                "ALL links .2->%s %%, %.0f req/s".formatted(percent(bad), traffic),
                usual(traffic).with().rates(0.002, LINK_RATE, 0).fault(fault).done(),
                bound(exposure, USUAL_SHARE, LINK_RATE, bad));
    }

    private static Setting usual(double traffic) {
        return Setting.of(Noise.A0, TOPOLOGY).with().traffic(traffic).done();
    }

    private static double linkExposure(double traffic) {
        return LOOK_SECONDS * traffic * Setting.linkShare() / LINKS_OF_REGION;
    }

    private static LowerBound bound(double exposure, double share, double healthy, double bad) {
        return LowerBound.of(
                new LowerBound.Exposures(exposure * share, exposure * (1 - share)),
                new LowerBound.Rates(bad, healthy),
                TOLERANCE);
    }

    private static String percent(double ratio) {
        return Double.toString(Math.round(1e4 * ratio) / 100.0);
    }
}
