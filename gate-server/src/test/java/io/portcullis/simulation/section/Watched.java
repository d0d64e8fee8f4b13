package io.portcullis.simulation.section;

import io.portcullis.kernel.analysis.EvidenceBefore;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.rule.Rule;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One rollout watched by several rules at once, all seeing the same counts. */
final class Watched {

    /** H, looks before a rollout. */
    static final int LOOKS_BEFORE = 360;

    /** Thirty minutes. */
    static final int HALF_HOUR = 180;

    private static final int LOOK_SECONDS = 10;

    private Watched() {}

    /**
     * What the rules said, in their order.
     *
     * @param failedAt look at which the release was called bad; 0 for never
     * @param strongest largest log10 of the evidence
     * @param last log10 of the evidence at the last look
     */
    record Calls(List<Integer> failedAt, List<Double> strongest, List<Double> last) {

        boolean failed(int rule) {
            return failedAt.get(rule) > 0;
        }
    }

    /** Plays a rollout until every rule has called it bad, or to its end. */
    static Calls play(Setting setting, long seed, int looks, List<Rule.Start> starts) {
        var world = new World(setting, seed);
        EvidenceBefore before = world.before(LOOKS_BEFORE);
        var rollout = new Rule.Rollout(setting, seed, before, looks);
        List<Rule> rules = starts.stream().map(start -> start.at(rollout)).toList();
        List<World.Stream> streams = world.streams();
        var failedAt = new Integer[rules.size()];
        Arrays.fill(failedAt, 0);
        int quiet = rules.size();
        for (int look = 1; look <= looks && quiet > 0; look++) {
            LookEvidence evidence = world.next();
            for (int rule = 0; rule < failedAt.length; rule++) {
                if (failedAt[rule] == 0) {
                    rules.get(rule).look(look, evidence, streams);
                    if (rules.get(rule).failed()) {
                        failedAt[rule] = look;
                        quiet--;
                    }
                }
            }
        }
        return new Calls(
                List.of(failedAt),
                rules.stream().map(Rule::strongest).toList(),
                rules.stream().map(Rule::last).toList());
    }

    /**
     * Seconds from the onset of a fault to each call; calls before the onset are false alarms and
     * count as never.
     *
     * @param onset first bad look
     */
    static Delay delay(List<Calls> calls, int rule, int onset) {
        var seconds = new ArrayList<Integer>();
        for (Calls call : calls) {
            if (call.failedAt().get(rule) >= onset) {
                seconds.add((call.failedAt().get(rule) - onset + 1) * LOOK_SECONDS);
            }
        }
        return new Delay(seconds, calls.size());
    }

    /** "0.12 / 1.10 / -0.8412": median and 99 % quantile of the strongest log10 W, mean of the last. */
    static String strongest(List<Calls> calls, int rule) {
        List<Double> sorted =
                calls.stream().map(call -> call.strongest().get(rule)).sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f / %.2f / %.4f",
                sorted.get((sorted.size() - 1) / 2),
                sorted.get((int) Math.ceil(0.99 * sorted.size()) - 1),
                calls.stream().mapToDouble(call -> call.last().get(rule)).average().orElse(0));
    }
}
