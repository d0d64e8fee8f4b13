package io.portcullis.kernel.release;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.policy.Policy;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides whether a rollout may start at all.
 *
 * @param running what runs in each region of the service
 * @param configurationKeys present keys by region; a region that is not here is unknown
 * @param planRegions regions any stage of the plan names
 * @param firstStageRegions regions of the first stage
 * @param owners other controllers found to own the workload
 * @param unreadable regions whose cluster could not be read, with the cause
 * @param reach how the plan's control would touch a workload
 * @param runningRollout name of another rollout of the service that is not finished
 */
public record Admission(
        ServiceDefinition service,
        Release release,
        SortedMap<Region, RunningRelease> running,
        SortedMap<Region, ConfigurationKeys> configurationKeys,
        SortedSet<Region> planRegions,
        SortedSet<Region> firstStageRegions,
        List<WorkloadOwner> owners,
        SortedMap<Region, String> unreadable,
        ControlReach reach,
        @Nullable String runningRollout) {

    public Admission {
        running = Collections.unmodifiableSortedMap(new TreeMap<>(running));
        configurationKeys = Collections.unmodifiableSortedMap(new TreeMap<>(configurationKeys));
        planRegions = Collections.unmodifiableSortedSet(new TreeSet<>(planRegions));
        firstStageRegions = Collections.unmodifiableSortedSet(new TreeSet<>(firstStageRegions));
        owners = List.copyOf(owners);
        unreadable = Collections.unmodifiableSortedMap(new TreeMap<>(unreadable));
    }

    /** Every reason why it may not start, in a fixed order; empty when it may. */
    public List<Reason> inadmissible(Policy policy) {
        return AdmissionRules.reasons(this, policy);
    }

    /** How the plan's control would touch a workload. */
    public enum ControlReach {
        /** The gate touches nothing. */
        NOTHING,
        /** It changes the workload itself. */
        PATCHES_WORKLOAD,
        /** It asks the user's own system, which knows its owner. */
        ASKS_OWNER
    }
}
