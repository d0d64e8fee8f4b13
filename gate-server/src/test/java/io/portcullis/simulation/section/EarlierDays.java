package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.counting.DaysBefore;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.Call;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Topology;
import io.portcullis.simulation.world.World;
import java.util.List;
import java.util.TreeMap;

/**
 * Analysis 5.3, history baseline, as a rollout has it: blocks of a minute, and the tolerance it
 * chooses from how much its days differ. The new version is everywhere for half an hour.
 */
public final class EarlierDays implements Section {

    private static final Topology TOPOLOGY = Topology.onePair(12);
    private static final List<Double> SIGMAS = List.of(0.1, 0.2);

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "healthy, 30 min, no old version",
                        "sigma of a day",
                        "called shared harm [95 % limits]");
        for (Noise noise : List.of(Noise.A0, Noise.A1)) {
            for (double sigma : runs.isFull() ? SIGMAS : List.of(0.2)) {
                Setting setting = Setting.of(noise, TOPOLOGY).with().canaryShare(1).done();
                List<Boolean> called =
                        runs.over(
                                "5.3 earlier days, sigma " + sigma,
                                runs.seeds(100, 1),
                                seed -> isCalled(setting, sigma, seed));
                table.row(
                        noise.equals(Noise.A0) ? "A0" : "A1", sigma, Rate.of(called, harm -> harm));
            }
        }
        return new Outcome(
                "5.3 Earlier days in a rollout, three of them, 10 % per stream and day\n\n" + table,
                List.of());
    }

    private static boolean isCalled(Setting setting, double sigma, long seed) {
        Setting shifted = HistoryBaseline.shifted(setting, sigma, seed);
        var world = new World(shifted, seed);
        EvidenceBefore all = world.before(HistoryBaseline.DAYS * Watched.HALF_HOUR);
        int from = all.looks().size() - Watched.LOOKS_BEFORE;
        var before =
                new EvidenceBefore(
                        all.looks().subList(from, all.looks().size()),
                        all.asIfCanary().subList(from, all.asIfCanary().size()));
        var analysis = RolloutAnalysis.start(Gate.plan(shifted, Watched.HALF_HOUR), before);
        analysis.openStage(1, before.looks());
        for (int look = 1; look <= Watched.HALF_HOUR; look++) {
            DaysBefore days = days(all.looks(), look);
            if (Call.of(analysis.look(look, world.next(), days)).aborts()) {
                return true;
            }
        }
        return false;
    }

    /** The same look of every day before. */
    private static DaysBefore days(List<LookEvidence> looks, int look) {
        var days = new TreeMap<Integer, LookEvidence>();
        for (int back = 1; back <= HistoryBaseline.DAYS; back++) {
            int start = looks.size() - back * Watched.HALF_HOUR;
            days.put(back, looks.get(start + look - 1));
        }
        return new DaysBefore(days);
    }
}
