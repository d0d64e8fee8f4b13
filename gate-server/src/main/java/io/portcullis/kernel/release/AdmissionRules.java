package io.portcullis.kernel.release;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.release.Admission.ControlReach;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of admission, one method each; every one says all it has to say. */
final class AdmissionRules {

    private AdmissionRules() {}

    static List<Reason> reasons(Admission admission, Policy policy) {
        return Stream.of(
                        missingKeys(admission),
                        protocolMismatches(admission),
                        planCoverage(admission, policy),
                        managedElsewhere(admission),
                        rolloutRunning(admission))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Reason> missingKeys(Admission admission) {
        var reasons = new ArrayList<Reason>();
        for (Region region : admission.planRegions()) {
            for (String key : admission.release().requiredKeys()) {
                missingKey(admission, region, key, reasons);
            }
        }
        return reasons;
    }

    private static void missingKey(
            Admission admission, Region region, String key, List<Reason> reasons) {
        var known = admission.configurationKeys().get(region);
        if (known != null && known.keys().contains(key)) {
            return;
        }
        var text =
                known == null
                        ? "Nothing is known of the configuration of %s, so the required key %s cannot be"
                                + " shown to be in it. Give configurationKeys for %s."
                        : "The configuration of %s lacks the key %s that the release requires. Add it"
                                + " in %s before starting again.";
        reasons.add(
                Reason.at(
                                ReasonType.MISSING_CONFIGURATION_KEY,
                                region,
                                text.formatted(region, key, region))
                        .with(Map.of("key", key, "region", region.name())));
    }

    private static List<Reason> protocolMismatches(Admission admission) {
        var regionsByRunning = new TreeMap<String, TreeSet<Region>>();
        var reasons = new ArrayList<Reason>();
        admission
                .running()
                .forEach(
                        (region, running) ->
                                regionsByRunning
                                        .computeIfAbsent(pairKey(running), _ -> new TreeSet<>())
                                        .add(region));
        for (var regions : regionsByRunning.values()) {
            var running = admission.running().get(regions.first());
            if (running != null) {
                reasons.addAll(ProtocolCheck.mismatches(admission.release(), running, regions));
            }
        }
        return reasons;
    }

    /** Regions that run the same contract are one pair, said once. */
    private static String pairKey(RunningRelease running) {
        return running.version() + " " + running.protocols();
    }

    private static List<Reason> planCoverage(Admission admission, Policy policy) {
        int regionCount = admission.firstStageRegions().size();
        boolean hasLinks = !admission.service().allLinks().isEmpty();
        if (!hasLinks || regionCount >= policy.firstStageRegionsMin()) {
            return List.of();
        }
        var names =
                admission.firstStageRegions().stream()
                        .map(Region::name)
                        .collect(Collectors.joining(", "));
        var text =
                "The first stage has %d region (%s); a service with links needs at least %d, so that"
                        + " links between new servers are seen.";
        return List.of(
                Reason.of(
                                ReasonType.PLAN_COVERAGE,
                                text.formatted(regionCount, names, policy.firstStageRegionsMin()))
                        .with(
                                Map.of(
                                        "regionCount",
                                        Integer.toString(regionCount),
                                        "firstStageRegionsMin",
                                        Integer.toString(policy.firstStageRegionsMin()))));
    }

    private static List<Reason> managedElsewhere(Admission admission) {
        if (admission.reach() != ControlReach.PATCHES_WORKLOAD) {
            return List.of();
        }
        return admission.owners().stream()
                .filter(owner -> admission.planRegions().contains(owner.region()))
                .map(AdmissionRules::managedElsewhere)
                .toList();
    }

    private static Reason managedElsewhere(WorkloadOwner owner) {
        var text =
                "The workload in %s is owned by %s (%s), which would undo what the gate does. Name a"
                        + " control in the plan that reaches it through its owner.";
        return Reason.at(
                        ReasonType.MANAGED_ELSEWHERE,
                        owner.region(),
                        text.formatted(owner.region(), owner.kind().text(), owner.name()))
                .with(Map.of("owner", owner.kind().name(), "name", owner.name()));
    }

    private static List<Reason> rolloutRunning(Admission admission) {
        var other = admission.runningRollout();
        if (other == null) {
            return List.of();
        }
        var text = "Another rollout of %s is running: %s. Wait until it is finished, or abort it.";
        return List.of(
                Reason.of(
                                ReasonType.ROLLOUT_RUNNING,
                                text.formatted(admission.service().name(), other))
                        .with(Map.of("rollout", other)));
    }
}
