package io.portcullis.kernel.incident;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.rollout.Rollback;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.kernel.transition.WorkHarm;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a rollout, where, since when, seen how, and what was done. Opened at the ABORT
 * of a rollout that had touched something, also where the plan only wants it stopped; everything in it
 * is read from the rollout's log.
 *
 * @param fingerprint the same for the same class of trouble of the same service at the same places
 * @param title one line
 * @param category what sort of trouble
 * @param regions where: regions of the findings and ends of their links; of no finding, those touched
 * @param links links of the findings
 * @param stage stage that was open
 * @param startedAt first bad look; when nothing tells it, the moment of detection
 * @param detectedAt when the gate aborted
 * @param mitigatedAt when only the old version ran in every region
 * @param resolvedAt when the last region was back, or a person closed it
 * @param decision the ABORT with its reasons
 * @param rollback by region, in order; empty while it is only stopped
 * @param cut what replacing processes cut, forward and back
 * @param timeline in the order it happened
 */
public record Incident(
        IncidentId id,
        RolloutSpec rollout,
        String fingerprint,
        String title,
        Category category,
        Severity severity,
        State state,
        SortedSet<Region> regions,
        SortedSet<Link> links,
        int stage,
        Instant startedAt,
        Instant detectedAt,
        @Nullable Instant mitigatedAt,
        @Nullable Instant resolvedAt,
        Decision.Abort decision,
        Rollback.By rollbackBy,
        List<RegionRollback> rollback,
        List<WorkHarm> cut,
        List<TimelineEntry> timeline)
        implements RecordedIncident {

    public Incident {
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        links = Collections.unmodifiableSortedSet(new TreeSet<>(links));
        rollback = List.copyOf(rollback);
        cut = List.copyOf(cut);
        timeline = List.copyOf(timeline);
    }

    /** The incident of a rollout; empty unless it was aborted after touching something. */
    public static Optional<Incident> of(IncidentId id, List<LoggedEvent> log) {
        return IncidentReading.of(id, log);
    }

    /** Whether something of a rollout may have made one. */
    public static boolean isOf(List<LoggedEvent> log) {
        return IncidentReading.isOf(log);
    }

    /** What was found on either arm. */
    public List<Reason> evidence() {
        return decision.reasons();
    }

    /** TTD: from the first bad look to the ABORT. */
    public Duration timeToDetect() {
        return Duration.between(startedAt, detectedAt);
    }

    /** TTM: from the first bad look until only the old version ran. */
    public Optional<Duration> timeToMitigate() {
        return Optional.ofNullable(mitigatedAt).map(at -> Duration.between(startedAt, at));
    }

    /** TTR: from the first bad look until the last region was back. */
    public Optional<Duration> timeToResolve() {
        return Optional.ofNullable(resolvedAt).map(at -> Duration.between(startedAt, at));
    }

    /** What the category leaves open; empty when nothing. */
    public Optional<String> caveat() {
        return Caveat.of(this);
    }

    /** What sort of trouble. */
    public enum Category {
        /** The new version is worse than the old one. */
        RELEASE,
        /** Both versions grew worse where the rollout touched. */
        SHARED_HARM,
        /** A person or a limit ended the rollout; nothing was found. */
        UNKNOWN
    }

    /** How bad. */
    public enum Severity {
        /** The old version is back and does not help. */
        SEV1,
        /** A release did harm. */
        SEV2,
        /** A rollout was given up without a finding. */
        SEV3
    }

    /** Where an incident stands. */
    public enum State {
        /** Seen, and nothing done about it helps so far. */
        DETECTED,
        /** Being rolled back. */
        MITIGATING,
        /** Restored; regions are watched until each is back. */
        MONITORING,
        RESOLVED
    }
}
