package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.analysis.statistics.RecentCounts;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Counts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a family is compared with is healthy, stream by stream and sum by sum (analysis 2.8).
 * Only streams in the scope of the stage count.
 */
public final class HealthWatch {

    private final Family family;
    private final RecentCounts recent;
    private final @Nullable HealthLimits[] limits;
    private boolean[] inScope;

    public HealthWatch(Family family) {
        this.family = family;
        int streams = family.streams().size();
        recent = new RecentCounts(streams, HealthLimits.RECENT_LOOKS);
        limits = new @Nullable HealthLimits[family.keys().size()];
        inScope = new boolean[streams];
    }

    /** Sets the limits from the looks before the rollout, for the streams in scope. */
    public void enter(IntPredicate scope, LooksBefore reference) {
        inScope = new boolean[family.streams().size()];
        for (int stream = 0; stream < inScope.length; stream++) {
            inScope[stream] = scope.test(stream);
        }
        for (int group = 0; group < limits.length; group++) {
            List<StreamKey> members = members(group);
            limits[group] =
                    members.isEmpty()
                            ? null
                            : reference.limits(
                                    members,
                                    family.keys().get(group).level().isBase(),
                                    family.signal(group).healthCeilingRatio());
        }
    }

    private List<StreamKey> members(int group) {
        var members = new ArrayList<StreamKey>();
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            boolean asked = family.signal(stream).proof() == SignalPlan.Proof.REQUIRED;
            if (inScope[stream] && asked) {
                members.add(family.streams().get(stream));
            }
        }
        return members;
    }

    /** Begins a look. */
    public void next() {
        recent.next();
    }

    public void add(int stream, Counts counts) {
        recent.add(stream, counts.exposure(), counts.events());
    }

    /** Health of a group, given what its stage saw of the comparison arm. */
    public OldArmHealth of(int group, Window sinceStage) {
        HealthLimits limit = limits[group];
        if (limit == null) {
            return OldArmHealth.HEALTHY;
        }
        if (limit.unhealthySinceStage(sinceStage.oldExposure(), sinceStage.oldEvents())) {
            return OldArmHealth.UNHEALTHY_SINCE_STAGE;
        }
        return recentlyUnhealthy(group, limit)
                ? OldArmHealth.RECENTLY_UNHEALTHY
                : OldArmHealth.HEALTHY;
    }

    private boolean recentlyUnhealthy(int group, HealthLimits limit) {
        double exposure = 0;
        long events = 0;
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            if (inScope[stream]) {
                exposure += recent.exposure(stream);
                events += recent.events(stream);
            }
        }
        return limit.recentlyUnhealthy(exposure, events);
    }

    public void write(StateWriter state) {
        recent.write(state);
    }

    public void read(StateReader state) {
        recent.read(state);
    }
}
