package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The same clock time of several days, one after the other, the rollout's last: every day multiplies
 * all error rates by a log-normal factor of its own, and each place by another (analysis 5.3).
 */
public final class Days implements Fault {

    private final int looks;
    private final List<Map<Place, Double>> factors = new ArrayList<>();

    /**
     * Days of a service.
     *
     * @param earlier days before the rollout
     * @param looks of each day
     * @param spread how much they differ
     */
    public Days(Topology topology, int earlier, int looks, Spread spread, long seed) {
        this.looks = looks;
        var draws = new Draws(~seed);
        for (int day = 0; day <= earlier; day++) {
            double common = Math.exp(spread.sigma() * draws.gaussian());
            var ofPlaces = new HashMap<Place, Double>();
            for (Place place : topology.regions()) {
                ofPlaces.put(place, common * Math.exp(spread.own() * draws.gaussian()));
            }
            for (Place place : topology.links()) {
                ofPlaces.put(place, common * Math.exp(spread.own() * draws.gaussian()));
            }
            factors.add(ofPlaces);
        }
    }

    /**
     * How much days differ.
     *
     * @param sigma log-sd of what all places share
     * @param own log-sd of each place
     */
    public record Spread(double sigma, double own) {}

    @Override
    public double rate(Cell cell, int look, double rate) {
        int day = factors.size() - 1 + Math.floorDiv(look - 1, looks);
        return rate * factors.get(day).getOrDefault(cell.place(), 1.0);
    }

    /** With a fault whose rate no day changes. */
    public Fault under(Fault fault) {
        return (cell, look, rate) -> fault.rate(cell, look, rate(cell, look, rate));
    }
}
