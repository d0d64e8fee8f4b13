package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.analysis.finding.FailEvidence;
import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.finding.LookFindings;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;

/** Analysis 5.8: how far the first bad look that is named lies from the true one. */
public final class FirstBadLooks implements Section {

    private static final int LOOKS_WATCHED = 180;

    @Override
    public Outcome run(Runs runs) {
        var table =
                new Table(
                        "named less true, looks",
                        "world",
                        "onset",
                        "median",
                        "5 % ... 95 %",
                        "mean abs",
                        "of");
        int seeds = runs.seeds(30, 2);
        int[] onsets = runs.isFull() ? new int[] {1, 61, 361} : new int[] {61};
        for (BadRelease row : rows(runs.isFull())) {
            for (Noise noise : List.of(Noise.A0, Noise.A1)) {
                for (int onset : onsets) {
                    List<Integer> errors = errors(runs, row, noise, onset, seeds);
                    if (!errors.isEmpty()) {
                        row(table, row.name(), noise, onset, errors);
                    }
                }
            }
        }
        return new Outcome("5.8 First bad look\n\n" + table, List.of());
    }

    private static List<BadRelease> rows(boolean full) {
        return full
                ? List.of(
                        BadReleases.source(0.3, 50, 0.05),
                        BadReleases.source(0.3, 500, 0.05),
                        BadReleases.link(500),
                        BadReleases.region(0.001, 0.01, 50),
                        BadReleases.region(0.001, 0.01, 500))
                : List.of(BadReleases.source(0.3, 500, 0.05));
    }

    private static void row(
            Table table, String name, Noise noise, int onset, List<Integer> errors) {
        List<Integer> sorted = errors.stream().sorted().toList();
        table.row(
                name,
                noise.equals(Noise.A0) ? "A0" : "A1",
                onset,
                quantile(sorted, 0.5),
                quantile(sorted, 0.05) + " ... " + quantile(sorted, 0.95),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        sorted.stream().mapToInt(Math::abs).average().orElse(0)),
                sorted.size());
    }

    private static int quantile(List<Integer> sorted, double part) {
        return sorted.get(Math.max(1, (int) Math.ceil(part * sorted.size())) - 1);
    }

    private static List<Integer> errors(
            Runs runs, BadRelease row, Noise noise, int onset, int seeds) {
        Setting setting =
                row.setting().with().noise(noise).fault(row.setting().fault().from(onset)).done();
        List<OptionalInt> all =
                runs.over(
                        "5.8 " + row.name() + " from look " + onset,
                        seeds,
                        seed -> error(setting, seed, onset));
        var errors = new ArrayList<Integer>();
        all.forEach(error -> error.ifPresent(errors::add));
        return errors;
    }

    /** Of the group that carries most of the evidence when it fails. */
    private static OptionalInt error(Setting setting, long seed, int onset) {
        var world = new World(setting, seed);
        EvidenceBefore before = world.before(Watched.LOOKS_BEFORE);
        Gate gate = Gate.start(Gate.plan(setting, Watched.HALF_HOUR), before);
        for (int look = 1; look <= onset + LOOKS_WATCHED; look++) {
            LookFindings findings = gate.look(look, world.next());
            if (findings.release().failed()) {
                OptionalInt named = named(findings);
                return named.isPresent() ? OptionalInt.of(named.getAsInt() - onset) : named;
            }
        }
        return OptionalInt.empty();
    }

    private static OptionalInt named(LookFindings findings) {
        return findings.release().regressed().stream()
                .map(key -> findings.group(key).flatMap(GroupFinding::fail).orElse(null))
                .filter(Objects::nonNull)
                .max((one, other) -> Double.compare(one.share(), other.share()))
                .map(FailEvidence::firstBadLook)
                .orElse(OptionalInt.empty());
    }
}
