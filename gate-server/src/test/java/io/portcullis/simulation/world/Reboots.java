package io.portcullis.simulation.world;

import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Place;
import java.util.HashMap;
import java.util.Map;

/**
 * Servers of both arms reboot at random places: for one to three looks a tenth of everything there
 * fails (analysis 5.6).
 */
public final class Reboots implements Fault {

    private static final double RATE = 0.1;
    private static final int LOOKS_MAX = 3;
    private static final double LOOKS_MEAN = 2;

    private final Map<Place, boolean[]> rebooting = new HashMap<>();

    /** Reboots over this part of each place's looks. */
    public Reboots(Topology topology, double share, int looks, long seed) {
        var draws = new Draws(~seed);
        topology.regions().forEach(place -> plan(place, share, looks, draws));
        topology.links().forEach(place -> plan(place, share, looks, draws));
    }

    private void plan(Place place, double share, int looks, Draws draws) {
        var at = new boolean[looks + LOOKS_MAX];
        for (int look = 0; look < looks; look++) {
            if (draws.chance(share / LOOKS_MEAN)) {
                int last = look + draws.below(LOOKS_MAX);
                while (look < last) {
                    at[look++] = true;
                }
                at[look] = true;
            }
        }
        rebooting.put(place, at);
    }

    @Override
    public double rate(Cell cell, int look, double rate) {
        boolean[] at = rebooting.get(cell.place());
        return at != null && look > 0 && look < at.length && at[look] ? Math.max(rate, RATE) : rate;
    }
}
