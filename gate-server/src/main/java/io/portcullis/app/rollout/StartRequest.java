package io.portcullis.app.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.release.ConfigurationKeys;
import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Actor;
import io.portcullis.kernel.rollout.Plan;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rollout that somebody wants to start.
 *
 * @param running what runs in every region; null when the gate is to know
 * @param runningByRegion regions where something else runs
 * @param configurationKeys keys present, by region
 * @param requestId makes the start idempotent; empty without
 * @param contentHash digest of everything asked for, to tell a repeated request from another one
 * @param intent whether to start, or only to say what would happen
 */
public record StartRequest(
        ServiceName service,
        Release release,
        @Nullable RunningRelease running,
        SortedMap<Region, RunningRelease> runningByRegion,
        SortedMap<Region, ConfigurationKeys> configurationKeys,
        Plan plan,
        String requestId,
        String contentHash,
        Intent intent,
        Actor actor) {

    public StartRequest {
        runningByRegion = Collections.unmodifiableSortedMap(new TreeMap<>(runningByRegion));
        configurationKeys = Collections.unmodifiableSortedMap(new TreeMap<>(configurationKeys));
    }

    /** Whether something is to happen. */
    public enum Intent {
        START,
        VALIDATE_ONLY
    }
}
