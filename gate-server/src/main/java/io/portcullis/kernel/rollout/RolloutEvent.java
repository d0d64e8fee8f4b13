package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.transition.WorkHarm;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that happened in a rollout. The log of these is the truth: the state is its fold, and the
 * audit trail and the timeline of an incident are readings of it. A look id says after which look it
 * happened; 0 is before the first.
 */
public sealed interface RolloutEvent {

    /** Somebody asked for it. */
    record Requested(RolloutSpec spec) implements RolloutEvent {}

    /** Nothing stood against the start. */
    record Admitted() implements RolloutEvent {}

    /** It is inadmissible, for these reasons. */
    record Refused(List<Reason> reasons) implements RolloutEvent {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** Signals without history at the start have edges now; nothing was touched until then. */
    record EdgesChosen(int look, Edges edges) implements RolloutEvent {}

    /** A stage has passed, or a hold has other kinds of reasons than the one before it. */
    record DecisionGiven(int look, Decision decision) implements RolloutEvent {}

    /** The gate ordered its control to open a stage. */
    record StageOpenRequested(int stage, int look) implements RolloutEvent {}

    /** The control could not open a stage; the order is tried again. */
    record StageOpenFailed(int stage, String cause) implements RolloutEvent {}

    /** The canary has its share in the regions of a stage. */
    record StageOpened(int stage, int look) implements RolloutEvent {}

    /** The least bake is over and the stage has not passed. */
    record BakeEnded(int stage, int look) implements RolloutEvent {}

    /** A hold lasted as long as the plan allows; the plan's choice follows. */
    record HoldExpired(int stage, int look) implements RolloutEvent {}

    /** Nothing further is touched, for these reasons, until a person says so. */
    record Paused(int look, List<Reason> reasons) implements RolloutEvent {
        public Paused {
            reasons = List.copyOf(reasons);
        }
    }

    /** It was paused for as long as the plan expects; people were told. */
    record PauseLimitReached(int look) implements RolloutEvent {}

    /** A person let it go on. */
    record Resumed(int look, String reason) implements RolloutEvent {}

    /** Replacing cut more than when last recorded, or replaced more: the sums so far. */
    record WorkCut(int look, List<WorkHarm> sums) implements RolloutEvent {
        public WorkCut {
            sums = List.copyOf(sums);
        }
    }

    /** It goes back. */
    record Aborted(int look, Decision.Abort decision) implements RolloutEvent {}

    /** A restore was ordered of the control; 1 is the first of the region, then 2, ... */
    record RestoreRequested(Region region, int order) implements RolloutEvent {}

    /** The control could not carry out an order: it is tried again, or a new one is needed. */
    record RestoreFailed(Region region, int order, RolloutInput.Failure failure, String cause)
            implements RolloutEvent {}

    /** The control carried out the order. */
    record RestoreApplied(Region region, int order) implements RolloutEvent {}

    /** Other versions run in a region than when last counted. */
    record CensusChanged(Region region, int look, Census census) implements RolloutEvent {}

    /** A region is back. */
    record RegionRecovered(Region region, int look) implements RolloutEvent {}

    /** The old version was not alone in these regions in time. */
    record RollbackStuck(SortedSet<Region> regions) implements RolloutEvent {
        public RollbackStuck {
            regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        }
    }

    /** The old version is alone everywhere, and this is still bad. */
    record RollbackIneffective(int look, List<String> stillBad) implements RolloutEvent {
        public RollbackIneffective {
            stillBad = List.copyOf(stillBad);
        }
    }

    /** A person took the word that it is over. */
    record Closed(String reason) implements RolloutEvent {}

    /** The way back is over. */
    record RolledBack() implements RolloutEvent {}

    /** The last stage has passed. */
    record Succeeded(int look) implements RolloutEvent {}
}
