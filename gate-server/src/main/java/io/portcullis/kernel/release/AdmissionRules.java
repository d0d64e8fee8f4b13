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
                        rolloutRunning(admission),
                        unknown(admission))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Reason> missingKeys(Admission admission) {
        var reasons = new ArrayList<Reason>();
        admission
                .configurationKeys()
                .forEach((region, present) -> {
                    if (admission.planRegions().contains(region)) {
                        missingKeys(admission.release(), region, present, reasons);
                    }
                });
        return reasons;
    }

    private static void missingKeys(
            Release release, Region region, ConfigurationKeys present, List<Reason> reasons) {
        var text =
                "The configuration of %s lacks the key %s that the release requires. Add it in %s"
                        + " before starting again.";
        for (String key : release.requiredKeys()) {
            if (!present.keys().contains(key)) {
                reasons.add(
                        Reason.at(
                                        ReasonType.MISSING_CONFIGURATION_KEY,
                                        region,
                                        text.formatted(region, key, region))
                                .with(Map.of("key", key, "region", region.name())));
            }
        }
    }

    /** Absence of knowledge is no admission: what cannot be checked is said, region by region. */
    private static List<Reason> unknown(Admission admission) {
        var reasons = new ArrayList<Reason>();
        for (Region region : admission.planRegions()) {
            if (!admission.release().requiredKeys().isEmpty()
                    && !admission.configurationKeys().containsKey(region)) {
                reasons.add(
                        unknown(
                                region,
                                "Which keys the configuration of %s holds is not known, so the required"
                                        + " keys cannot be checked. Give configurationKeys for it."));
            }
            if (!admission.running().containsKey(region)) {
                reasons.add(
                        unknown(
                                region,
                                "What runs in %s now is not known, so nothing could be compared or"
                                        + " restored. Give running for it."));
            }
        }
        admission.unreadable().forEach((region, cause) -> reasons.add(unreadable(region, cause)));
        return reasons;
    }

    private static Reason unknown(Region region, String text) {
        return Reason.at(ReasonType.ADMISSION_UNKNOWN, region, text.formatted(region))
                .with(Map.of("region", region.name()));
    }

    private static Reason unreadable(Region region, String cause) {
        return Reason.at(
                        ReasonType.ADMISSION_UNKNOWN,
                        region,
                        "The cluster of %s could not be read: %s. Start again when it answers."
                                .formatted(region, cause))
                .with(Map.of("region", region.name(), "cause", cause));
    }

    private static List<Reason> protocolMismatches(Admission admission) {
        var regionsByRunning = new TreeMap<String, TreeSet<Region>>();
        var reasons = new ArrayList<Reason>();
        admission
                .running()
                .forEach((region, running) ->
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
        boolean hasLinks = !admission.service().links().isEmpty();
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
