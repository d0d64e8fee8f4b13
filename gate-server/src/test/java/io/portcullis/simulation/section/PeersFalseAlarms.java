package io.portcullis.simulation.section;

import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.Peers;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import java.util.ArrayList;
import java.util.List;

/** Analysis 5.1: how often the other rules call a healthy release bad. */
public final class PeersFalseAlarms implements Section {

    @Override
    public Outcome run(Runs runs) {
        return new Outcome("5.1 False alarms of the other rules\n\n" + peers(runs), List.of());
    }

    private static Table peers(Runs runs) {
        var table = new Table("other rules, 30 min", "A0", "A1", "A2");
        int seeds = runs.seeds(100, 2);
        List<List<Watched.Calls>> worlds = new ArrayList<>();
        for (Noise noise : List.of(Noise.A0, Noise.A1, Noise.A2)) {
            Setting setting = Setting.of(noise, Topology.onePair(12));
            worlds.add(
                    runs.over(
                            "5.1 other rules",
                            seeds,
                            seed ->
                                    Watched.play(
                                            setting, seed, Watched.HALF_HOUR, Peers.starts())));
        }
        for (Peers peer : Peers.values()) {
            List<Rate> rates =
                    worlds.stream()
                            .map(runsOf -> Rate.of(runsOf, calls -> calls.failed(peer.index())))
                            .toList();
            table.row(peer.title(), rates.get(0), rates.get(1), rates.get(2));
        }
        return table;
    }
}
