package io.portcullis.kernel.incident;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.decision.Since;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.incident.Incident.Category;
import io.portcullis.kernel.incident.Incident.Severity;
import io.portcullis.kernel.incident.Incident.State;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.RegionRollback;
import io.portcullis.kernel.rollout.Rollback;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.kernel.transition.WorkHarm;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an incident out of the log of a rollout. */
final class IncidentReading {

    private IncidentReading() {}

    static Optional<Incident> of(IncidentId id, List<LoggedEvent> log) {
        var rollout = Rollout.fold(log);
        return opened(log)
                .filter(_ -> rollout.rollback().isPresent() || rollout.course().abort() == null)
                .map(opened -> read(id, log, rollout, opened));
    }

    static boolean isOf(List<LoggedEvent> log) {
        return opened(log).isPresent();
    }

    private static Optional<LoggedEvent> opened(List<LoggedEvent> log) {
        return log.stream().filter(entry -> abort(entry.event()).isPresent()).findFirst();
    }

    /** The ABORT, or what the plan made a pause of. */
    private static Optional<Decision.Abort> abort(RolloutEvent event) {
        if (event instanceof RolloutEvent.Aborted(_, var decision)) {
            return Optional.of(decision);
        }
        return event instanceof RolloutEvent.Paused(_, var reasons) && isHarm(reasons)
                ? Optional.of(new Decision.Abort(0, reasons))
                : Optional.empty();
    }

    private static boolean isHarm(List<Reason> reasons) {
        return reasons.stream().anyMatch(reason -> reason.type() == ReasonType.TRANSITION_HARM);
    }

    private static Decision.Abort decision(Rollout rollout, LoggedEvent opened) {
        var abort = rollout.course().abort();
        return abort == null
                ? new Decision.Abort(rollout.stage(), abort(opened.event()).orElseThrow().reasons())
                : abort;
    }

    private static Incident read(
            IncidentId id, List<LoggedEvent> log, Rollout rollout, LoggedEvent opened) {
        var decision = decision(rollout, opened);
        var rollback = rollout.rollback();
        var links = links(decision);
        var regions = regions(decision, rollback.map(it -> it.regions().keySet()).orElse(Set.of()));
        var startedAt = startedAt(decision, opened.at());
        var category = category(decision);
        var spec = rollout.spec();
        return new Incident(
                id,
                spec,
                fingerprint(spec.service().name() + "/" + category, links, regions),
                title(spec.service().name() + " " + spec.release().version(), decision),
                category,
                severity(category, rollout.state()),
                state(rollout.state()),
                regions,
                links,
                decision.stage(),
                startedAt,
                opened.at(),
                rollback.map(IncidentReading::mitigatedAt).orElse(null),
                resolvedAt(log, opened),
                decision,
                rollback.map(Rollback::by).orElse(by(rollout)),
                rollback.map(Rollback::all).orElse(List.of()),
                cut(log),
                Timeline.of(log, startedAt, opened.at()));
    }

    private static Rollback.By by(Rollout rollout) {
        return rollout.spec().plan().mode() == Plan.Mode.ENFORCE
                ? Rollback.By.GATE
                : Rollback.By.CALLER;
    }

    private static List<WorkHarm> cut(List<LoggedEvent> log) {
        return log.stream()
                .map(LoggedEvent::event)
                .filter(RolloutEvent.WorkCut.class::isInstance)
                .map(RolloutEvent.WorkCut.class::cast)
                .reduce((_, later) -> later)
                .map(RolloutEvent.WorkCut::sums)
                .orElse(List.of());
    }

    private static SortedSet<Link> links(Decision.Abort decision) {
        var links = new TreeSet<Link>();
        for (Reason reason : decision.reasons()) {
            if (reason.place() instanceof Link link) {
                links.add(link);
            }
        }
        return links;
    }

    private static SortedSet<Region> regions(Decision.Abort decision, Set<Region> touched) {
        var regions = new TreeSet<Region>();
        for (Reason reason : decision.reasons()) {
            switch (reason.place()) {
                case Region region -> regions.add(region);
                case Link(var source, var destination) -> {
                    regions.add(source);
                    regions.add(destination);
                }
                case null -> {
                    var scope = reason.scope();
                    if (scope != null && scope.region() != null) {
                        regions.add(scope.region());
                    }
                }
            }
        }
        return regions.isEmpty() ? new TreeSet<>(touched) : regions;
    }

    private static Instant startedAt(Decision.Abort decision, Instant detectedAt) {
        return decision.reasons().stream()
                .map(Reason::since)
                .flatMap(Stream::ofNullable)
                .map(Since::at)
                .filter(at -> at.isBefore(detectedAt))
                .min(Comparator.naturalOrder())
                .orElse(detectedAt);
    }

    private static Category category(Decision.Abort decision) {
        return switch (decision.reasons().getFirst().type()) {
            case RELEASE, STRUCTURE, AVAILABILITY, EXHAUSTION, TRANSITION_HARM -> Category.RELEASE;
            case SHARED_HARM -> Category.SHARED_HARM;
            case ENVIRONMENT,
                    EVIDENCE,
                    COVERAGE,
                    UNDECIDED,
                    BAKING,
                    FREEZE,
                    SIGN_OFF,
                    PLAN_SPENT,
                    HOLD_EXPIRED,
                    PAUSED,
                    REQUESTED,
                    STAGE_NOT_OPEN,
                    MISSING_CONFIGURATION_KEY,
                    PROTOCOL_MISMATCH,
                    PLAN_COVERAGE,
                    MANAGED_ELSEWHERE,
                    ROLLOUT_RUNNING,
                    ADMISSION_UNKNOWN ->
                    Category.UNKNOWN;
        };
    }

    private static Severity severity(Category category, RolloutState state) {
        if (state instanceof RolloutState.RollbackIneffective) {
            return Severity.SEV1;
        }
        return switch (category) {
            case RELEASE, SHARED_HARM -> Severity.SEV2;
            case UNKNOWN -> Severity.SEV3;
        };
    }

    private static State state(RolloutState state) {
        return switch (state) {
            case RolloutState.RollingBack _, RolloutState.RollbackStuck _ -> State.MITIGATING;
            case RolloutState.Verifying _ -> State.MONITORING;
            case RolloutState.RolledBack _,
                    RolloutState.Held _,
                    RolloutState.Baking _,
                    RolloutState.Succeeded _ ->
                    State.RESOLVED;
            case RolloutState.RollbackIneffective _,
                    RolloutState.Requested _,
                    RolloutState.Refused _,
                    RolloutState.Paused _ ->
                    State.DETECTED;
        };
    }

    /** The same trouble of the same service at the same places has the same fingerprint. */
    private static String fingerprint(
            String subject, SortedSet<Link> links, SortedSet<Region> regions) {
        var places = links.isEmpty() ? regions.toString() : links.toString();
        var digest = UUID.nameUUIDFromBytes(places.getBytes(StandardCharsets.UTF_8));
        return subject + "/" + digest;
    }

    private static String title(String what, Decision.Abort decision) {
        var first = decision.reasons().getFirst();
        int more = decision.reasons().size() - 1;
        var where = IncidentReport.where(first).map(it -> " at " + it).orElse("");
        var signal = first.signal() == null ? "" : " of " + first.signal();
        return what
                + ": "
                + first.type()
                + signal
                + where
                + (more == 0 ? "" : " and " + more + " more");
    }

    private static @Nullable Instant mitigatedAt(Rollback rollback) {
        return rollback.isAlone()
                ? rollback.all().stream()
                        .map(RegionRollback::aloneAt)
                        .flatMap(Stream::ofNullable)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : null;
    }

    /** A person who lets it go on after it was stopped has accepted what was cut. */
    private static @Nullable Instant resolvedAt(List<LoggedEvent> log, LoggedEvent opened) {
        boolean aborted = log.stream().anyMatch(entry -> isAborted(entry.event()));
        return log.stream()
                .filter(entry -> entry.sequence() > opened.sequence())
                .filter(entry ->
                        aborted
                                ? entry.event() instanceof RolloutEvent.RolledBack
                                : entry.event() instanceof RolloutEvent.Resumed)
                .map(LoggedEvent::at)
                .findFirst()
                .orElse(null);
    }

    private static boolean isAborted(RolloutEvent event) {
        return event instanceof RolloutEvent.Aborted;
    }
}
