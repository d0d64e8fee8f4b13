package io.portcullis.simulation.section;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.report.Delay;
import io.portcullis.simulation.rule.Rule;
import io.portcullis.simulation.world.Before;
import io.portcullis.simulation.world.Setting;
import io.portcullis.simulation.world.World;
import java.util.ArrayList;
import java.util.List;

/** One rollout watched by several rules at once, all seeing the same counts. */
final class Watched {

    /** H, looks before a rollout. */
    static final int LOOKS_BEFORE = 360;

    /** Thirty minutes. */
    static final int HALF_HOUR = 180;

    private static final int LOOK_SECONDS = 10;

    private Watched() {}

    /**
     * Plays a rollout until every rule has called it bad, or to its end.
     *
     * @return by rule the look at which it called the release bad; 0 for never
     */
    static int[] play(Setting setting, long seed, int looks, List<Rule.Start> starts) {
        var world = new World(setting, seed);
        Before before = world.before(LOOKS_BEFORE);
        List<Rule> rules =
                starts.stream().map(start -> start.at(setting, before, looks)).toList();
        List<World.Stream> streams = world.streams();
        var failedAt = new int[rules.size()];
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
        return failedAt;
    }

    /**
     * Seconds from the onset of a fault to each call; calls before the onset are false alarms and
     * count as never.
     *
     * @param onset first bad look
     */
    static Delay delay(List<int[]> failedAt, int rule, int onset) {
        var seconds = new ArrayList<Integer>();
        for (int[] looks : failedAt) {
            if (looks[rule] >= onset) {
                seconds.add((looks[rule] - onset + 1) * LOOK_SECONDS);
            }
        }
        return new Delay(seconds, failedAt.size());
    }
}
