package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.finding.OldArmHealth;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.analysis.statistics.HealthLimits;
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
    private final Recent recent;
    private final @Nullable HealthLimits[] limits;
    private boolean[] inScope;

    /** What was counted of each stream's comparison arm over the last 18 looks. */
    public interface Recent {

        double exposure(int stream);

        long events(int stream);
    }

    public HealthWatch(Family family, Recent recent) {
        this.family = family;
        this.recent = recent;
        limits = new @Nullable HealthLimits[family.keys().size()];
        inScope = new boolean[family.streams().size()];
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

    /** Whether a stream's comparison arm is fit, given what its stage saw of it. */
    public boolean isHealthy(int stream, double exposure, long events) {
        HealthLimits limit = limits[stream];
        return limit == null
                || !(limit.unhealthySinceStage(exposure, events)
                        || recentlyUnhealthy(stream, limit));
    }

    /** Health of a group, likewise. */
    public OldArmHealth of(int group, double exposure, long events) {
        HealthLimits limit = limits[group];
        if (limit == null) {
            return OldArmHealth.HEALTHY;
        }
        if (limit.unhealthySinceStage(exposure, events)) {
            return OldArmHealth.UNHEALTHY_SINCE_STAGE;
        }
        return recentlyUnhealthy(group, limit)
                ? OldArmHealth.RECENTLY_UNHEALTHY
                : OldArmHealth.HEALTHY;
    }

    private boolean recentlyUnhealthy(int group, HealthLimits limit) {
        long events = 0;
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            events += inScope[stream] ? recent.events(stream) : 0;
        }
        return limit.enoughRecently(events)
                && limit.recentlyUnhealthy(recentExposure(group), events);
    }

    /** Summed up only where there are events enough to ask. */
    private double recentExposure(int group) {
        double exposure = 0;
        Groups groups = family.groups();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            exposure += inScope[stream] ? recent.exposure(stream) : 0;
        }
        return exposure;
    }
}
