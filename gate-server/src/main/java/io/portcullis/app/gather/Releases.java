package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.evidence.origin.RolloutReleases.Others;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.PodArmSource;
import io.portcullis.port.control.WorkloadRevision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Which versions a rollout replaces by which, and which pods run which, as of now.
 *
 * @param gaps regions whose pods could not be asked for
 */
record Releases(RolloutReleases arms, List<Gap> gaps) {

    /** Arms are told by versions. */
    static Releases byVersion(RolloutSpec spec) {
        return new Releases(arms(spec, Map.of(), Others.UNKNOWN), List.of());
    }

    /** Before the rollout: whatever is not the new release is the old version. */
    static Releases restIsOld(RolloutSpec spec) {
        return new Releases(arms(spec, Map.of(), Others.OLD), List.of());
    }

    /** Arms are told by pods, which are asked for in every region at once. */
    static Releases byPod(RolloutSpec spec, PodArmSource source, Executor executor) {
        var asked = new HashMap<Region, CompletableFuture<Map<String, Arm>>>();
        spec.revisions()
                .forEach((region, revision) ->
                        asked.put(
                                region,
                                CompletableFuture.supplyAsync(
                                        () ->
                                                source.arms(
                                                        spec.service().name(),
                                                        region,
                                                        new WorkloadRevision(revision)),
                                        executor)));
        var pods = new HashMap<Region, Map<String, Arm>>();
        var gaps = new ArrayList<Gap>();
        asked.forEach((region, answer) -> {
            try {
                pods.put(region, answer.join());
            } catch (CompletionException e) {
                gaps.add(gap(region, e));
            }
        });
        return new Releases(arms(spec, pods, Others.UNKNOWN), gaps);
    }

    private static Gap gap(Region region, CompletionException failure) {
        if (failure.getCause() instanceof ControlUnavailable unavailable) {
            return new Gap(
                    region,
                    Gap.Cause.UNREACHABLE,
                    "pods cannot be told apart: " + unavailable.getMessage());
        }
        throw failure;
    }

    private static RolloutReleases arms(
            RolloutSpec spec, Map<Region, Map<String, Arm>> pods, Others others) {
        RolloutReleases told = spec.releases();
        return new RolloutReleases(told.next(), told.running(), pods, others);
    }
}
