package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Call;
import io.portcullis.simulation.world.Noise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Analysis 5.5, the grid: healthy stages whose preview says decidable must go on, and none fail. */
public final class HealthyStages implements Section {

    private static final double PATIENCE = 1.5;

    private final List<Target> targets = new ArrayList<>();

    /** A cell of the grid with one of its seeds. */
    private record Try(Profile profile, long seed) {}

    @Override
    public Outcome run(Runs runs) {
        var summary =
                new Table(
                        "grid",
                        "decidable",
                        "proceeded at the bake's end",
                        "within 1.5 x bake",
                        "worst cell",
                        "false FAIL, release",
                        "shared harm");
        var undecidable = new Table("cells without a decidable seed", "of", "which (req/s)");
        var rungs =
                new Table(
                        "A1, .1 % errors, 6 regions",
                        "canary", "bake looks", "region rung", "link rung", "decidable");
        for (Grid grid : Grid.values()) {
            Map<Profile, List<StageRun>> cells = play(runs, grid);
            summarise(grid, cells, summary);
            undecidable(grid, cells, undecidable);
            if (grid != Grid.A0) {
                rungs(grid, cells, rungs);
            }
        }
        return new Outcome(
                "5.5 Healthy stages go on\n\n"
                        + summary
                        + "\n"
                        + undecidable
                        + "\nmedian rung of single places; -1 none, covered by sums\n"
                        + rungs,
                targets);
    }

    private static Map<Profile, List<StageRun>> play(Runs runs, Grid grid) {
        var tries = new ArrayList<Try>();
        for (Profile profile : grid.profiles(runs.isFull())) {
            int seeds = runs.seeds(profile.seeds(), 1);
            for (long seed = 1; seed <= seeds; seed++) {
                tries.add(new Try(profile, seed));
            }
        }
        Noise noise = grid.noise();
        List<StageRun> all =
                runs.over(
                        "5.5 grid " + grid,
                        tries.size(),
                        number -> play(tries.get((int) number - 1), noise));
        var cells = new LinkedHashMap<Profile, List<StageRun>>();
        for (int index = 0; index < all.size(); index++) {
            cells.computeIfAbsent(tries.get(index).profile(), _ -> new ArrayList<>())
                    .add(all.get(index));
        }
        return cells;
    }

    private static StageRun play(Try one, Noise noise) {
        int bake = one.profile().bakeLooks();
        return StageRun.play(
                one.profile().setting(noise), one.seed(), bake, (int) (PATIENCE * bake));
    }

    private void summarise(Grid grid, Map<Profile, List<StageRun>> cells, Table table) {
        List<StageRun> all = cells.values().stream().flatMap(List::stream).toList();
        List<StageRun> decidable = all.stream().filter(StageRun::decidable).toList();
        Rate going = Rate.of(decidable, StageRun::proceeds);
        table.row(
                grid,
                decidable.size() + " of " + all.size(),
                Rate.of(decidable, run -> run.proceeds() && run.look() == run.last().bakeLooks()),
                going,
                worst(cells),
                Rate.of(all, run -> run.call() == Call.RELEASE),
                Rate.of(all, run -> run.call() == Call.SHARED_HARM));
        targets.add(
                Target.atLeast(
                        8, "decidable stages PROCEED within 1.5 x bake, " + grid, going, 0.99));
        targets.add(
                Target.atMost(
                        1,
                        "false FAIL beside the ladder's grid, " + grid,
                        Rate.of(all, run -> run.call().aborts()),
                        0.01));
    }

    private static String worst(Map<Profile, List<StageRun>> cells) {
        Rate worst = new Rate(1, 1);
        String where = "";
        for (Map.Entry<Profile, List<StageRun>> cell : cells.entrySet()) {
            List<StageRun> decidable =
                    cell.getValue().stream().filter(StageRun::decidable).toList();
            Rate rate = Rate.of(decidable, StageRun::proceeds);
            if (!decidable.isEmpty() && rate.value() < worst.value()) {
                worst = rate;
                where = " at " + cell.getKey();
            }
        }
        return where.isEmpty() ? "none below 100 %" : worst + where;
    }

    private static void undecidable(Grid grid, Map<Profile, List<StageRun>> cells, Table table) {
        List<Profile> never =
                cells.entrySet().stream()
                        .filter(cell -> cell.getValue().stream().noneMatch(StageRun::decidable))
                        .map(Map.Entry::getKey)
                        .toList();
        String traffic =
                never.stream()
                        .collect(
                                Collectors.groupingBy(
                                        Profile::traffic,
                                        java.util.TreeMap::new,
                                        Collectors.counting()))
                        .toString();
        table.row(grid + ": " + never.size(), cells.size(), traffic);
    }

    private static void rungs(Grid grid, Map<Profile, List<StageRun>> cells, Table table) {
        cells.forEach((profile, runs) -> {
            if (profile.regions() == 6 && profile.rate() == 0.001) {
                table.row(
                        "%.0f req/s%s"
                                .formatted(
                                        profile.traffic(),
                                        grid == Grid.A1_PROBES ? " + probes" : ""),
                        profile.share(),
                        profile.bakeLooks(),
                        median(runs, run -> rung(run.preview(), Level.REGION)),
                        median(runs, run -> rung(run.preview(), Level.LINK)),
                        Rate.of(runs, StageRun::decidable).events() + "/" + runs.size());
            }
        });
    }

    private static int rung(StagePreview preview, Level level) {
        int[] rungs =
                preview.groups().stream()
                        .filter(group -> group.key().level() == level)
                        .mapToInt(GroupPreview::rung)
                        .sorted()
                        .toArray();
        return rungs[(rungs.length - 1) / 2];
    }

    private static int median(List<StageRun> runs, ToIntFunction<StageRun> value) {
        int[] sorted = runs.stream().mapToInt(value).sorted().toArray();
        return Arrays.stream(sorted).skip((sorted.length - 1) / 2).findFirst().orElseThrow();
    }
}
