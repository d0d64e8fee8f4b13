package io.portcullis.simulation.rule;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.World;
import java.util.List;

/**
 * A fixed limit with three strikes, as an Argo Rollouts analysis template has it: each minute every
 * stream's canary error ratio is measured; 5 % and more is a failed measurement, and a metric with
 * more failed measurements than {@code failureLimit: 3} fails the analysis (argo-rollouts
 * docs/features/analysis.md, "failureLimit is the maximum number of failed run an analysis is
 * allowed"). A minute without traffic is no measurement.
 */
public final class FixedThreshold implements Rule {

    private static final int LOOKS_PER_MINUTE = 6;
    private static final double RATIO_MAX = 0.05;
    private static final int FAILURE_LIMIT = 3;

    private long[] exposures = {};
    private long[] events = {};
    private int[] failures = {};
    private boolean failed;

    /** A new one for each rollout. */
    public static Rule.Start standard() {
        return _ -> new FixedThreshold();
    }

    @Override
    public void look(int lookId, LookEvidence evidence, List<World.Stream> streams) {
        if (exposures.length == 0) {
            exposures = new long[streams.size()];
            events = new long[streams.size()];
            failures = new int[streams.size()];
        }
        for (int stream = 0; stream < exposures.length; stream++) {
            exposures[stream] += streams.get(stream).canary().exposure();
            events[stream] += streams.get(stream).canary().events();
            if (lookId % LOOKS_PER_MINUTE == 0) {
                measure(stream);
            }
        }
    }

    private void measure(int stream) {
        if (exposures[stream] > 0 && events[stream] >= RATIO_MAX * exposures[stream]) {
            failures[stream]++;
            failed |= failures[stream] > FAILURE_LIMIT;
        }
        exposures[stream] = 0;
        events[stream] = 0;
    }

    @Override
    public boolean failed() {
        return failed;
    }
}
