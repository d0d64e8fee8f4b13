package io.portcullis.simulation.section;

import io.portcullis.simulation.world.Noise;
import java.util.ArrayList;
import java.util.List;

/** The 450 cells of analysis 5.5. */
enum Grid {
    A0,
    A1,
    /** One probe per link, region and arm each 15 s, where traffic is low. */
    A1_PROBES;

    private static final double PROBES_PER_LOOK = 10.0 / 15;
    private static final double PROBED_TRAFFIC_MAX = 50;

    /** Share of the canary and bake in looks. */
    private record Bake(double share, int looks) {}

    private static final List<Bake> BAKES =
            List.of(
                    new Bake(0.05, 60),
                    new Bake(0.05, 180),
                    new Bake(0.05, 360),
                    new Bake(0.25, 60),
                    new Bake(0.25, 180));

    Noise noise() {
        return this == A0 ? Noise.A0 : Noise.A1;
    }

    /** Every cell, or the few of every build. */
    List<Profile> profiles(boolean full) {
        if (!full) {
            return List.of(
                    profile(6, 500, 0.001, BAKES.get(0)), profile(2, 50, 0.01, BAKES.get(4)));
        }
        var profiles = new ArrayList<Profile>();
        for (int regions : new int[] {2, 6, 12}) {
            for (double traffic : new double[] {5, 50, 500, 5000}) {
                for (double rate : new double[] {1e-4, 1e-3, 1e-2}) {
                    for (Bake bake : BAKES) {
                        profiles.add(profile(regions, traffic, rate, bake));
                    }
                }
            }
        }
        profiles.removeIf(it -> this == A1_PROBES && it.traffic() > PROBED_TRAFFIC_MAX);
        return profiles;
    }

    private Profile profile(int regions, double traffic, double rate, Bake bake) {
        return new Profile(
                regions,
                traffic,
                rate,
                bake.share(),
                bake.looks(),
                this == A1_PROBES ? PROBES_PER_LOOK : 0);
    }
}
