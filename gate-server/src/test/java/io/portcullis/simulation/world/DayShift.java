package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import java.util.HashMap;
import java.util.Map;

/**
 * Another time is another level: from the rollout's start on every error rate is multiplied by a
 * common log-normal factor and one of its region (analysis 5.7).
 */
public final class DayShift implements Fault {

    private final double common;
    private final Map<Region, Double> ofRegions = new HashMap<>();

    /** Log-sd of both factors. */
    public DayShift(Topology topology, double sd, long seed) {
        var draws = new Draws(~seed);
        common = Math.exp(sd * draws.gaussian());
        for (Region region : topology.regions()) {
            ofRegions.put(region, Math.exp(sd * draws.gaussian()));
        }
    }

    @Override
    public double rate(Cell cell, int look, double rate) {
        if (look < 1) {
            return rate;
        }
        Region region =
                switch (cell.place()) {
                    case Region it -> it;
                    case Link link -> link.source();
                };
        return rate * common * ofRegions.getOrDefault(region, 1.0);
    }

    /** The shift on top of a fault. */
    public Fault on(Fault fault) {
        return (cell, look, rate) -> rate(cell, look, fault.rate(cell, look, rate));
    }
}
