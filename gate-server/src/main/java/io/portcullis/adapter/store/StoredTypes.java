package io.portcullis.adapter.store;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.Span;
import io.portcullis.kernel.rollout.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The stored name of every alternative of every family that is kept. Names are for ever: a class may
 * be renamed, its stored name not.
 */
final class StoredTypes {

    private static final Map<Class<? extends RolloutEvent>, String> EVENTS =
            Map.ofEntries(
                    Map.entry(RolloutEvent.Requested.class, "REQUESTED"),
                    Map.entry(RolloutEvent.Admitted.class, "ADMITTED"),
                    Map.entry(RolloutEvent.Refused.class, "REFUSED"),
                    Map.entry(RolloutEvent.EdgesChosen.class, "EDGES_CHOSEN"),
                    Map.entry(RolloutEvent.DecisionGiven.class, "DECISION_GIVEN"),
                    Map.entry(RolloutEvent.StageOpenRequested.class, "STAGE_OPEN_REQUESTED"),
                    Map.entry(RolloutEvent.StageOpenFailed.class, "STAGE_OPEN_FAILED"),
                    Map.entry(RolloutEvent.StageOpened.class, "STAGE_OPENED"),
                    Map.entry(RolloutEvent.BakeEnded.class, "BAKE_ENDED"),
                    Map.entry(RolloutEvent.HoldExpired.class, "HOLD_EXPIRED"),
                    Map.entry(RolloutEvent.Paused.class, "PAUSED"),
                    Map.entry(RolloutEvent.PauseLimitReached.class, "PAUSE_LIMIT_REACHED"),
                    Map.entry(RolloutEvent.Resumed.class, "RESUMED"),
                    Map.entry(RolloutEvent.WorkCut.class, "WORK_CUT"),
                    Map.entry(RolloutEvent.Aborted.class, "ABORTED"),
                    Map.entry(RolloutEvent.RestoreRequested.class, "RESTORE_REQUESTED"),
                    Map.entry(RolloutEvent.RestoreFailed.class, "RESTORE_FAILED"),
                    Map.entry(RolloutEvent.RestoreApplied.class, "RESTORE_APPLIED"),
                    Map.entry(RolloutEvent.CensusChanged.class, "CENSUS_CHANGED"),
                    Map.entry(RolloutEvent.RegionRecovered.class, "REGION_RECOVERED"),
                    Map.entry(RolloutEvent.RollbackStuck.class, "ROLLBACK_STUCK"),
                    Map.entry(RolloutEvent.RollbackIneffective.class, "ROLLBACK_INEFFECTIVE"),
                    Map.entry(RolloutEvent.Closed.class, "CLOSED"),
                    Map.entry(RolloutEvent.RolledBack.class, "ROLLED_BACK"),
                    Map.entry(RolloutEvent.Succeeded.class, "SUCCEEDED"));

    private static final Map<Class<? extends Decision>, String> DECISIONS =
            Map.of(
                    Decision.Proceed.class, "PROCEED",
                    Decision.Hold.class, "HOLD",
                    Decision.Abort.class, "ABORT");

    private static final Map<Class<? extends Action>, String> ACTIONS =
            Map.of(
                    Action.OpenStage.class, "OPEN_STAGE",
                    Action.RestoreRegion.class, "RESTORE_REGION",
                    Action.TakeCensus.class, "TAKE_CENSUS",
                    Action.Page.class, "PAGE");

    private static final Map<Class<? extends Span>, String> SPANS =
            Map.of(Span.OfTime.class, "TIME", Span.OfLooks.class, "LOOKS");

    private static final Map<Class<? extends Stage.Where>, String> WHERE =
            Map.of(Stage.Where.All.class, "ALL", Stage.Where.Named.class, "NAMED");

    private static final Map<Class<? extends Origin>, String> ORIGINS =
            Map.of(
                    Origin.OfRelease.class, "RELEASE",
                    Origin.OfArm.class, "ARM",
                    Origin.OfPod.class, "POD",
                    Origin.Unknown.class, "UNKNOWN");

    /** Families whose alternatives are told apart by their stored name. */
    static final List<Class<?>> FAMILIES =
            List.of(
                    RolloutEvent.class,
                    Decision.class,
                    Action.class,
                    Span.class,
                    Stage.Where.class,
                    Origin.class);

    private StoredTypes() {}

    static NamedType[] all() {
        return Stream.of(EVENTS, DECISIONS, ACTIONS, SPANS, WHERE, ORIGINS)
                .flatMap(names -> names.entrySet().stream())
                .map(name -> new NamedType(name.getKey(), name.getValue()))
                .toArray(NamedType[]::new);
    }

    static String nameOf(RolloutEvent event) {
        var name = EVENTS.get(event.getClass());
        if (name == null) {
            throw new IllegalArgumentException(event.getClass() + " has no stored name; add one");
        }
        return name;
    }

    /** Put on each family: the stored name goes into the field {@code is}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
    interface Named {}
}
