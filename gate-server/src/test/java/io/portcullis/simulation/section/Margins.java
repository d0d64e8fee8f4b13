package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.PassEvidence;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Fault;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Analysis 5.5, false PASS: canaries of one region exactly as bad as the promised margin. */
public final class Margins implements Section {

    private static final double PATIENCE = 1.5;
    private static final double PASS_BETA = 0.05;

    private final List<Target> targets = new ArrayList<>();

    /**
     * One canary at its margin.
     *
     * @param promised whether there was a margin
     * @param ever whether it passed at any look, after at one when the bake was over
     */
    private record Try(boolean promised, boolean ever, boolean after) {}

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "one region at its margin",
                        "profiles",
                        "passed at any look",
                        "worst profile",
                        "at or after the bake",
                        "worst profile");
        for (Noise noise : List.of(Noise.A0, Noise.A1.withBias(0))) {
            String world = noise.clusterDispersion() > 1 ? "A1" : "A0";
            List<List<Try>> profiles =
                    profiles(runs.isFull()).stream()
                            .map(profile -> play(runs, profile, noise))
                            .filter(tries -> tries.stream().anyMatch(Try::promised))
                            .toList();
            Rate ever = all(profiles, true);
            Rate worst = worst(profiles, true);
            table.row(
                    world,
                    profiles.size(),
                    ever,
                    worst,
                    all(profiles, false),
                    worst(profiles, false));
            targets.add(
                    Target.atMost(
                            8,
                            "false PASS at the margin, all profiles, " + world,
                            ever,
                            PASS_BETA));
            targets.add(
                    Target.atMost(
                            8,
                            "false PASS at the margin, worst profile, " + world,
                            worst,
                            PASS_BETA));
        }
        return new Outcome("5.5 Canaries at the margin do not pass\n\n" + table, targets);
    }

    private static List<Profile> profiles(boolean full) {
        return Grid.A1.profiles(full).stream()
                .map(it -> new Profile(1, it.traffic(), it.rate(), it.share(), it.bakeLooks(), 0))
                .distinct()
                .toList();
    }

    private static List<Try> play(Runs runs, Profile profile, Noise noise) {
        return runs
                .over(
                        "5.5 margin, " + profile,
                        runs.seeds(100, 10),
                        seed -> play(profile.setting(noise), profile.bakeLooks(), seed))
                .stream()
                .filter(Try::promised)
                .toList();
    }

    /** Learns the margin of a seed, then plays the same seed with a canary at it. */
    private static Try play(Setting healthy, int bakeLooks, long seed) {
        Region region = healthy.topology().senders().getFirst();
        var key = new StreamKey(Sites.REQUESTS, region, Optional.empty());
        EvidenceBefore before = new World(healthy, seed).before(Watched.LOOKS_BEFORE);
        Optional<Margin> margin =
                Gate.start(Gate.plan(healthy, bakeLooks), before)
                        .preview()
                        .group(key)
                        .flatMap(GroupPreview::margin);
        return margin.map(it -> atMargin(healthy, it, key, bakeLooks, seed))
                .orElse(new Try(false, false, false));
    }

    private static Try atMargin(
            Setting healthy, Margin margin, StreamKey key, int bakeLooks, long seed) {
        Fault fault = (_, _, rate) -> margin.ratio() * rate + margin.excess();
        Setting bad = healthy.with().fault(fault.onCanary().from(1)).done();
        var world = new World(bad, seed);
        Gate gate = Gate.start(Gate.plan(bad, bakeLooks), world.before(Watched.LOOKS_BEFORE));
        boolean ever = false;
        boolean after = false;
        for (int look = 1; look <= PATIENCE * bakeLooks; look++) {
            boolean passes =
                    gate.look(look, world.next())
                            .group(key)
                            .flatMap(group -> group.pass())
                            .map(PassEvidence::passes)
                            .orElse(false);
            ever |= passes;
            after |= passes && look >= bakeLooks;
        }
        return new Try(true, ever, after);
    }

    private static Rate all(List<List<Try>> profiles, boolean anyLook) {
        return profiles.stream()
                .map(tries -> rate(tries, anyLook))
                .reduce(new Rate(0, 0), Rate::plus);
    }

    private static Rate worst(List<List<Try>> profiles, boolean anyLook) {
        return profiles.stream()
                .map(tries -> rate(tries, anyLook))
                .max((one, other) -> Double.compare(one.value(), other.value()))
                .orElse(new Rate(0, 0));
    }

    private static Rate rate(List<Try> tries, boolean anyLook) {
        return Rate.of(tries, one -> anyLook ? one.ever() : one.after());
    }
}
