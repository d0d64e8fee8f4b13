package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where a rollout stands. */
public sealed interface RolloutState {

    /** Stored, not yet admitted. */
    record Requested() implements RolloutState {}

    /** Inadmissible; nothing was touched. Terminal. */
    record Refused(List<Reason> reasons) implements RolloutState {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** Before a stage opens, or after its bake without a pass. */
    record Held() implements RolloutState {}

    /**
     * Nothing further is touched until a person says so; watching goes on.
     *
     * @param sinceLook look after which it was paused
     * @param spent whether the plan's looks are used up, so that it cannot be resumed
     * @param told whether people were told that the pause limit is over
     */
    record Paused(List<Reason> reasons, int sinceLook, boolean spent, boolean told)
            implements RolloutState {
        public Paused {
            reasons = List.copyOf(reasons);
        }
    }

    /** A stage is open and its least bake is not over. */
    record Baking() implements RolloutState {}

    /** Restores are ordered, not all are applied. */
    record RollingBack(Rollback rollback) implements RolloutState {}

    /** Restores are applied; regions are watched until each is back. */
    record Verifying(Rollback rollback) implements RolloutState {}

    /**
     * Not every region got its old version back in time; retried for ever.
     *
     * @param orderedAt when it was last retried and escalated
     */
    record RollbackStuck(Rollback rollback, SortedSet<Region> regions, Instant orderedAt)
            implements RolloutState {
        public RollbackStuck {
            regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        }
    }

    /** The old version is alone everywhere, and it is still not as before. */
    record RollbackIneffective(Rollback rollback, List<String> stillBad) implements RolloutState {
        public RollbackIneffective {
            stillBad = List.copyOf(stillBad);
        }
    }

    /**
     * Ended backwards. Terminal.
     *
     * @param rollback absent when nothing was touched
     */
    record RolledBack(@Nullable Rollback rollback) implements RolloutState {}

    /** Ended forwards. Terminal. */
    record Succeeded() implements RolloutState {}

    /** Whether nothing can follow. */
    default boolean isTerminal() {
        return switch (this) {
            case Refused _, RolledBack _, Succeeded _ -> true;
            case Requested _,
                    Held _,
                    Paused _,
                    Baking _,
                    RollingBack _,
                    Verifying _,
                    RollbackStuck _,
                    RollbackIneffective _ ->
                    false;
        };
    }

    /** The same on every surface, such as {@code ROLLBACK_STUCK}. */
    default Name name() {
        return switch (this) {
            case Requested _ -> Name.REQUESTED;
            case Refused _ -> Name.REFUSED;
            case Held _ -> Name.HELD;
            case Paused _ -> Name.PAUSED;
            case Baking _ -> Name.BAKING;
            case RollingBack _ -> Name.ROLLING_BACK;
            case Verifying _ -> Name.VERIFYING;
            case RollbackStuck _ -> Name.ROLLBACK_STUCK;
            case RollbackIneffective _ -> Name.ROLLBACK_INEFFECTIVE;
            case RolledBack _ -> Name.ROLLED_BACK;
            case Succeeded _ -> Name.SUCCEEDED;
        };
    }

    /** Names of the states. */
    enum Name {
        REQUESTED,
        REFUSED,
        HELD,
        PAUSED,
        BAKING,
        ROLLING_BACK,
        VERIFYING,
        ROLLBACK_STUCK,
        ROLLBACK_INEFFECTIVE,
        ROLLED_BACK,
        SUCCEEDED
    }
}
