package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for: all that stays the same over the life of a rollout.
 *
 * @param running what ran in each region at the start
 * @param lookLength 100 ms to one hour
 * @param revisions what the control named as running in each region at the start, opaque to the
 *     gate; what a restore leads back to
 * @param edges by which histograms and levels are judged, chosen before it starts
 */
public record RolloutSpec(
        RolloutId id,
        ServiceDefinition service,
        Release release,
        SortedMap<Region, RunningRelease> running,
        Plan plan,
        Duration lookLength,
        SortedMap<Region, String> revisions,
        Edges edges) {

    private static final Duration LOOK_MIN = Duration.ofMillis(100);
    private static final Duration LOOK_MAX = Duration.ofHours(1);

    public RolloutSpec {
        running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
        revisions = Collections.unmodifiableSortedMap(new TreeMap<>(revisions));
        if (lookLength.compareTo(LOOK_MIN) < 0 || lookLength.compareTo(LOOK_MAX) > 0) {
            throw new IllegalArgumentException(
                    "lookLength is " + lookLength + "; must be between 100 ms and 1 h");
        }
        for (Region region : plan.regions(service.regions())) {
            if (!service.regions().contains(region)) {
                throw new IllegalArgumentException(
                        "stages.regions has " + region + "; must be a region of " + service.name());
            }
        }
        requireWidening(plan, service);
    }

    /** With these edges. */
    public RolloutSpec judgedBy(Edges chosen) {
        return new RolloutSpec(id, service, release, running, plan, lookLength, revisions, chosen);
    }

    /** Share of the canary in each region that holds one while the stage runs. */
    public SortedMap<Region, Double> canaryShares(int stage) {
        return plan.canaryShares(stage, service.regions());
    }

    /** Tells the arm of a server from the version it runs. */
    public RolloutReleases releases() {
        var old = new HashMap<Region, ReleaseIdentity>();
        running.forEach((region, one) ->
                old.put(
                        region,
                        new ReleaseIdentity(one.version(), one.artifact(), one.configuration())));
        var next =
                new ReleaseIdentity(release.version(), release.artifact(), release.configuration());
        return new RolloutReleases(next, old);
    }

    public int looksPlanned() {
        return plan.looksPlanned(lookLength);
    }

    public int bakeLooks(int stage) {
        return plan.stage(stage).bake().inLooks(lookLength);
    }

    public int holdLimitLooks(int stage) {
        return plan.stage(stage).holdLimit().inLooks(lookLength);
    }

    public int waitLimitLooks() {
        return plan.waitLimit().inLooks(lookLength);
    }

    public int pauseLimitLooks() {
        return plan.pauseLimit().inLooks(lookLength);
    }

    private static void requireWidening(Plan plan, ServiceDefinition service) {
        for (int stage = 1; stage <= plan.stageLast(); stage++) {
            var before = plan.canaryShares(stage - 1, service.regions());
            for (var share : plan.canaryShares(stage, service.regions()).entrySet()) {
                if (share.getValue() < before.getOrDefault(share.getKey(), 0.0)) {
                    throw new IllegalArgumentException(
                            "stages.canaryShareRatio of "
                                    + share.getKey()
                                    + " falls to "
                                    + share.getValue()
                                    + " at stage "
                                    + stage
                                    + "; a stage may only widen");
                }
            }
        }
    }
}
