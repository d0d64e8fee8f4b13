package io.portcullis.app.act;

import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutId;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps orders for the same region apart: one at a time in a region, and the opening of a stage alone
 * in its rollout, so that a restore never runs into it. Thread-safe.
 */
final class Lanes {

    private static final String WHOLE = "*";

    private final Set<Lane> busy = new HashSet<>();

    /** Whether the action may begin now; then it holds its lane until {@link #leave}. */
    synchronized boolean enter(RolloutId rollout, Action action) {
        Lane lane = lane(rollout, action);
        boolean free =
                switch (action) {
                    case Action.OpenStage _ ->
                            busy.stream().noneMatch(other -> other.rollout().equals(rollout));
                    case Action.RestoreRegion _, Action.TakeCensus _ ->
                            !busy.contains(new Lane(rollout, WHOLE)) && !busy.contains(lane);
                    case Action.Page _ -> !busy.contains(lane);
                };
        return free && busy.add(lane);
    }

    synchronized void leave(RolloutId rollout, Action action) {
        busy.remove(lane(rollout, action));
    }

    private static Lane lane(RolloutId rollout, Action action) {
        return new Lane(
                rollout,
                switch (action) {
                    case Action.OpenStage _ -> WHOLE;
                    case Action.RestoreRegion restore -> restore.region().name();
                    case Action.TakeCensus census -> census.region().name();
                    case Action.Page page -> page.key();
                });
    }

    private record Lane(RolloutId rollout, String name) {}
}
