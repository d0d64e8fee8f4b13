package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What processes carry now.
 *
 * @param carried one for each region, version and kind of work
 */
public record Standing(List<Carried> carried) {

    private static final Comparator<Carried> ORDER =
            Comparator.comparing(Carried::region)
                    .thenComparing(Carried::side)
                    .thenComparing(Carried::work);

    public static final Standing NOTHING = new Standing(List.of());

    public Standing {
        carried = carried.stream().sorted(ORDER).toList();
    }

    /**
     * What processes of one version carry in a region.
     *
     * @param processes how many carry it
     * @param draining how many of them take nothing new
     */
    public record Carried(
            Region region, Arm.Side side, Work work, int processes, int draining, long count) {

        private Carried plus(Carried other) {
            return new Carried(
                    region,
                    side,
                    work,
                    processes + other.processes,
                    draining + other.draining,
                    count + other.count);
        }
    }

    static Standing of(Iterable<Map.Entry<ProcessKey, Life>> lives) {
        var sums = new TreeMap<String, Carried>();
        for (var entry : lives) {
            for (Carried one : carried(entry.getKey().region(), entry.getValue())) {
                var key = one.region() + "/" + one.side() + "/" + one.work();
                sums.merge(key, one, Carried::plus);
            }
        }
        return new Standing(List.copyOf(sums.values()));
    }

    private static List<Carried> carried(Region region, Life life) {
        var side = life.side();
        if (side == null) {
            return List.of();
        }
        int draining = life.duty() == Duty.DRAINING ? 1 : 0;
        var carried = new ArrayList<Carried>();
        life.newest(Instant.MAX)
                .forEach((work, load) ->
                        carried.add(new Carried(region, side, work, 1, draining, load.last())));
        return carried;
    }
}
