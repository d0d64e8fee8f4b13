package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.Ablation;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Analysis 5.1, ablations: what the cap, and the floor with the guard, keep away. */
public final class Ablations implements Section {

    /**
     * One row, all ablations on the same counts.
     *
     * @param calm the world calibrated in
     */
    private record Row(String name, Noise noise, Noise calm) {}

    private static final List<Row> ROWS =
            List.of(
                    new Row("A1", Noise.A1, Noise.A1),
                    new Row("A2", Noise.A2, Noise.A2),
                    new Row("A1, A0 calibration", Noise.A1, Noise.A0),
                    new Row("A2, A0 calibration", Noise.A2, Noise.A0));

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "healthy, 30 min: called bad",
                        Ablation.NONE.title(),
                        Ablation.CAP.title(),
                        Ablation.FLOOR_AND_GUARD.title());
        for (Row row : runs.isFull() ? ROWS : List.of(ROWS.getFirst(), ROWS.getLast())) {
            List<Map<Ablation, Integer>> failedAt =
                    runs.over(
                            "5.1 ablations, " + row.name(),
                            runs.seeds(100, 1),
                            seed -> play(row, seed));
            table.row(
                    row.name(),
                    rate(failedAt, Ablation.NONE),
                    rate(failedAt, Ablation.CAP),
                    rate(failedAt, Ablation.FLOOR_AND_GUARD));
        }
        return new Outcome("5.1 Ablations: parts of the gate left out\n\n" + table, List.of());
    }

    private static Rate rate(List<Map<Ablation, Integer>> failedAt, Ablation ablation) {
        return Rate.of(failedAt, looks -> looks.getOrDefault(ablation, 0) > 0);
    }

    /** Looks of the call by ablation. */
    private static Map<Ablation, Integer> play(Row row, long seed) {
        Setting setting = Setting.of(row.noise(), Topology.onePair(12));
        var world = new World(setting, seed);
        List<LookEvidence> asIfCanary = world.before(Watched.LOOKS_BEFORE).asIfCanary();
        if (!row.calm().equals(row.noise())) {
            Setting calm = setting.with().noise(row.calm()).done();
            asIfCanary = new World(calm, seed).before(Watched.LOOKS_BEFORE).asIfCanary();
        }
        var looks = new ArrayList<LookEvidence>();
        for (int look = 0; look < Watched.HALF_HOUR; look++) {
            looks.add(world.next());
        }
        var played = Ablation.Played.of(Gate.plan(setting, Watched.HALF_HOUR), asIfCanary, looks);
        var failedAt = new EnumMap<Ablation, Integer>(Ablation.class);
        for (Ablation ablation : Ablation.values()) {
            failedAt.put(ablation, ablation.failedAt(played));
        }
        return failedAt;
    }
}
