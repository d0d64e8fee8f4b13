package io.portcullis.app.replay;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.release.ChangeClass;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The rollouts that are played: the plan asked for, with releases of which only the version counts. */
record ReplaySpecs(ServiceDefinition service, Plan plan, Duration look) {

    private static final String UNTOLD = "replayed";

    /** Nobody stores them, so they need no id of their own. */
    private static final RolloutId ID = new RolloutId(new UUID(0, 0));

    RolloutSpec ofNothingNew() {
        return spec("nothing new", "what ran");
    }

    RolloutSpec of(ReplayRequest.Bad asked) {
        return spec(asked.newVersion(), asked.oldVersion());
    }

    private RolloutSpec spec(String newVersion, String oldVersion) {
        var running = new TreeMap<Region, RunningRelease>();
        for (Region region : service.regions()) {
            running.put(region, new RunningRelease(UNTOLD, oldVersion, UNTOLD, List.of()));
        }
        var release =
                new Release(
                        UNTOLD,
                        newVersion,
                        UNTOLD,
                        new TreeSet<>(),
                        List.of(),
                        ChangeClass.NORMAL,
                        "");
        try {
            return new RolloutSpec(
                    ID, service, release, running, plan, look, new TreeMap<>(), Edges.NONE);
        } catch (IllegalArgumentException e) {
            throw RequestRefused.invalid("plan", "plan.fits", String.valueOf(e.getMessage()));
        }
    }
}
