package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.MarginWords;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.simulation.report.Rate;
import io.portcullis.simulation.report.Table;
import io.portcullis.simulation.report.Target;
import io.portcullis.simulation.rule.Gate;
import io.portcullis.simulation.world.Noise;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.Sites;
import io.portcullis.simulation.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Target 5: what the preview of half an hour says of a region that goes from 1 to 1.5 %. */
final class Promises {

    private static final double HEALTHY = 0.01;
    private static final double BAD = 0.015;
    private static final double WEAKEST_TRAFFIC = 50;

    private Promises() {}

    static Table ofHalfHour(Runs runs, List<Target> targets) {
        var table =
                new Table(
                        "preview of 30 min, region at 1 %",
                        "world", "excluded, median", "1->1.5 % promised to be excluded");
        for (double traffic :
                runs.isFull() ? new double[] {50, 500, 5000} : new double[] {WEAKEST_TRAFFIC}) {
            for (Noise noise : List.of(Noise.A0, Noise.A1)) {
                List<Optional<Margin>> margins = margins(runs, traffic, noise);
                Rate promised =
                        Rate.of(margins, it -> it.filter(Promises::excludesBad).isPresent());
                String world = noise.equals(Noise.A0) ? "A0" : "A1";
                table.row("%.0f req/s".formatted(traffic), world, median(margins), promised);
                if (traffic == WEAKEST_TRAFFIC) {
                    String what = "preview of 50 req/s promises to decide 1->1.5 %%, %s";
                    targets.add(Target.atMost(5, what.formatted(world), promised, 0));
                }
            }
        }
        return table;
    }

    private static List<Optional<Margin>> margins(Runs runs, double traffic, Noise noise) {
        Setting setting =
                BadReleases.region(HEALTHY, BAD, traffic).setting().with().noise(noise).done();
        Region region = setting.topology().senders().getFirst();
        var key = new StreamKey(Sites.REQUESTS, region, Optional.empty());
        return runs.over(
                "5.2 preview, %.0f req/s".formatted(traffic),
                runs.seeds(traffic == WEAKEST_TRAFFIC ? 300 : 60, 2),
                seed ->
                        Gate.start(
                                        Gate.plan(setting, Watched.HALF_HOUR),
                                        new World(setting, seed).before(Watched.LOOKS_BEFORE))
                                .preview()
                                .group(key)
                                .flatMap(GroupPreview::margin));
    }

    private static boolean excludesBad(Margin margin) {
        return margin.ratio() * HEALTHY + margin.excess() <= BAD;
    }

    private static String median(List<Optional<Margin>> margins) {
        List<Margin> sorted =
                margins.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparingDouble(it -> it.ratio() + it.excess()))
                        .toList();
        int none = margins.size() - sorted.size();
        return sorted.size() <= none
                ? "nothing"
                : "worse than " + MarginWords.bound(sorted.get((margins.size() - 1) / 2));
    }
}
