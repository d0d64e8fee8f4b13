package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Faults;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Reboots;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** The scenarios of analysis 5.6. */
final class Whose {

    private static final int REGIONS = 12;
    private static final int TOUCHED = 2;
    private static final int HALF_HOUR = Watched.HALF_HOUR;
    private static final int DAY = 8640;
    private static final Topology MESH = Topology.threePairs(REGIONS);
    private static final List<Region> AT = MESH.senders().subList(0, TOUCHED);
    private static final List<Noise> BOTH = List.of(Noise.A0, Noise.A1);

    private Whose() {}

    /** What section 6 wants. */
    enum Wanted {
        NOTHING,
        HARM_IN_TIME,
        NO_ABORT,
        NO_PROCEED,
        NO_FALSE_ALARM
    }

    /**
     * One scenario.
     *
     * @param base its world, noise and fault aside
     * @param fault by seed
     * @param onset first bad look
     */
    record Row(
            String name,
            Setting base,
            LongFunction<Fault> fault,
            int onset,
            int bakeLooks,
            int looksMax,
            int seeds,
            Wanted wanted,
            List<Noise> worlds) {

        Row requestsAlone() {
            return new Row(
                    name + ", requests alone",
                    base.with().only(Sites.REQUESTS).done(),
                    fault,
                    onset,
                    bakeLooks,
                    looksMax,
                    seeds,
                    Wanted.NOTHING,
                    worlds);
        }

        Setting setting(Noise noise, long seed) {
            return base.with().noise(noise).fault(fault.apply(seed).from(onset)).done();
        }
    }

    static List<Row> rows(boolean full) {
        if (!full) {
            return List.of(
                    harm(5, 500, 1, Wanted.HARM_IN_TIME),
                    world(20),
                    twentyPercent("all regions", Faults.to(0.2), 1));
        }
        var rows = new ArrayList<Row>();
        healthy(rows);
        rows.add(canary(5));
        rows.add(canary(20));
        rows.add(harm(2, 500, 1, Wanted.NOTHING));
        rows.add(harm(3, 500, 1, Wanted.NOTHING));
        rows.add(harm(5, 500, 1, Wanted.HARM_IN_TIME));
        rows.add(harm(20, 500, 1, Wanted.NOTHING));
        rows.add(harm(3, 50, 1, Wanted.NOTHING));
        rows.add(harm(5, 50, 1, Wanted.NOTHING));
        rows.add(late(5));
        rows.add(late(20));
        rows.add(world(5));
        rows.add(world(20));
        rows.add(world(100));
        for (int seconds : new int[] {60, 120, 180, 300, 600}) {
            rows.add(external(seconds));
        }
        rows.add(reboots(0.005));
        rows.add(reboots(0.02));
        requestsAlone(rows);
        for (int onset : new int[] {1, 31, HALF_HOUR - 5}) {
            rows.add(twentyPercent("all regions", Faults.to(0.2), onset));
            rows.add(twentyPercent("one region", Faults.region(AT.getFirst(), 0.2), onset));
        }
        return rows;
    }

    private static void healthy(List<Row> rows) {
        Setting logUniform = Setting.of(Noise.A0, MESH).with().touched(TOUCHED).done();
        rows.add(healthy("healthy, 30 min", logUniform, HALF_HOUR, 300));
        Setting small = Setting.of(Noise.A0, Topology.threePairs(6)).with().touched(TOUCHED).done();
        rows.add(
                healthy(
                        "healthy, 24 h, 6 regions, own day curves of .3",
                        small.with().dayAmplitude(0.3).done(),
                        DAY,
                        60));
    }

    /** As before links were among the places of the comparator. */
    private static void requestsAlone(List<Row> rows) {
        for (Row row :
                List.of(
                        harm(3, 500, 1, Wanted.NOTHING),
                        harm(5, 500, 1, Wanted.NOTHING),
                        harm(20, 500, 1, Wanted.NOTHING),
                        external(120),
                        reboots(0.02))) {
            rows.add(row.requestsAlone());
        }
    }

    private static Row healthy(String name, Setting base, int looks, int seeds) {
        return new Row(
                name, base, _ -> Fault.NONE, 1, looks, looks, seeds, Wanted.NO_FALSE_ALARM, BOTH);
    }

    private static Row canary(double factor) {
        return row(
                "canary alone x%.0f".formatted(factor),
                usual(500),
                Faults.touching(AT, factor).onCanary(),
                1,
                Wanted.NOTHING);
    }

    /** Both arms of touched places. */
    private static Row harm(double factor, double traffic, int onset, Wanted wanted) {
        return row(
                "both arms of touched x%.0f, %.0f req/s".formatted(factor, traffic),
                usual(traffic),
                Faults.touching(AT, factor),
                onset,
                wanted);
    }

    /** The same after six and a quarter hours. */
    private static Row late(double factor) {
        int onset = 1 + 25 * 90;
        return new Row(
                "both arms of touched x%.0f after 6 1/4 h, 500 req/s".formatted(factor),
                usual(500),
                _ -> Faults.touching(AT, factor),
                onset,
                onset + HALF_HOUR,
                onset + HALF_HOUR,
                10,
                Wanted.NOTHING,
                BOTH);
    }

    private static Row world(double factor) {
        return row(
                "everything x%.0f".formatted(factor),
                usual(500),
                Faults.times(factor),
                1,
                factor > 10 ? Wanted.NO_ABORT : Wanted.NOTHING);
    }

    private static Row external(int seconds) {
        return row(
                "external fault, touched only, x20 for %d s".formatted(seconds),
                usual(500),
                Faults.touching(AT, 20).until(seconds / 10),
                1,
                Wanted.NOTHING);
    }

    private static Row reboots(double share) {
        return new Row(
                "reboots of both arms, %.1f %% of looks".formatted(100 * share),
                Setting.of(Noise.A0, MESH).with().touched(TOUCHED).done(),
                seed -> new Reboots(MESH, share, HALF_HOUR, seed),
                1,
                HALF_HOUR,
                HALF_HOUR,
                60,
                Wanted.NO_FALSE_ALARM,
                BOTH);
    }

    private static Row twentyPercent(String where, Fault fault, int onset) {
        return new Row(
                "20 %% errors on both arms, %s, from look %d".formatted(where, onset),
                usual(500),
                _ -> fault,
                onset,
                HALF_HOUR,
                HALF_HOUR + HALF_HOUR / 2,
                25,
                Wanted.NO_PROCEED,
                BOTH);
    }

    private static Row row(String name, Setting base, Fault fault, int onset, Wanted wanted) {
        int seeds =
                switch (wanted) {
                    case NO_ABORT -> 75;
                    case HARM_IN_TIME -> 60;
                    default -> 30;
                };
        return new Row(name, base, _ -> fault, onset, HALF_HOUR, HALF_HOUR, seeds, wanted, BOTH);
    }

    private static Setting usual(double traffic) {
        return Setting.of(Noise.A0, MESH).with().traffic(traffic).touched(TOUCHED).done();
    }
}
