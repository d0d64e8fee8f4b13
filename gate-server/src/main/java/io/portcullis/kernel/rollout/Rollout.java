package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.StageProgress;
import io.portcullis.kernel.rollout.RolloutState.Baking;
import io.portcullis.kernel.rollout.RolloutState.Held;
import io.portcullis.kernel.rollout.RolloutState.RollbackStuck;
import io.portcullis.kernel.rollout.RolloutState.RollingBack;
import io.portcullis.kernel.rollout.RolloutState.Verifying;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One release going through one plan: the fold of its log, and nothing else.
 *
 * @param sequence of the last event
 * @param createdAt when it was asked for
 * @param updatedAt when the last event was recorded
 */
public record Rollout(
        RolloutSpec spec,
        long sequence,
        Instant createdAt,
        Instant updatedAt,
        Course course,
        RolloutState state) {

    /**
     * Reads a whole log.
     *
     * @throws IllegalArgumentException when it does not begin with a request, or has gaps
     */
    public static Rollout fold(List<LoggedEvent> log) {
        if (log.isEmpty()) {
            throw new IllegalArgumentException("log is empty; must begin with a request");
        }
        var rollout = begin(log.getFirst());
        for (LoggedEvent entry : log.subList(1, log.size())) {
            rollout = rollout.apply(entry);
        }
        return rollout;
    }

    /** The rollout after the first event of its log. */
    static Rollout begin(LoggedEvent first) {
        if (!(first.event() instanceof RolloutEvent.Requested(var spec)) || first.sequence() != 1) {
            throw new IllegalArgumentException(
                    "log begins with " + first + "; must begin with a request, sequence 1");
        }
        return new Rollout(
                spec, 1, first.at(), first.at(), Course.START, new RolloutState.Requested());
    }

    /** The rollout after one more event. */
    public Rollout apply(LoggedEvent next) {
        if (next.sequence() != sequence + 1) {
            throw new IllegalArgumentException(
                    "sequence is " + next.sequence() + "; must be " + (sequence + 1));
        }
        return new Rollout(
                Fold.spec(this, next),
                next.sequence(),
                createdAt,
                next.at(),
                Fold.course(this, next),
                Fold.state(this, next));
    }

    /** The stage decisions are about: the one last opened; 0 before the first. */
    public int stage() {
        return course.stageOpened();
    }

    /**
     * Last look of the least bake; meaningful while a stage is open. The look during which the stage
     * opened is no whole look of it and does not count.
     */
    public int bakeEndLook() {
        return course.stageOpened() == 0
                ? 0
                : course.lookOfOpening() + spec.bakeLooks(course.stageOpened());
    }

    /**
     * Where it is at a look.
     *
     * @param looksBefore looks of before the stage that are there
     */
    public StageProgress progress(int look, int looksBefore) {
        int stage = stage();
        return new StageProgress(
                stage,
                stage == 0 ? 0 : Math.max(0, look - course.lookOfOpening()),
                stage == 0 ? 0 : spec.bakeLooks(stage),
                looksBefore,
                spec.lookLength());
    }

    /** The last stage that may be changing something: open, ordered, or allowed to open just now. */
    public int stageChanging() {
        int allowed = course.isPassed() ? course.stageOpened() + 1 : 0;
        return Math.min(spec.plan().stageLast(), Math.max(course.stageTouched(), allowed));
    }

    public boolean isBakeOver(int look) {
        return look >= bakeEndLook();
    }

    /** Whether looks still need an analysis of the release. */
    public boolean isJudged() {
        return switch (state) {
            case Held _, Baking _, RolloutState.Paused _ -> true;
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    RollingBack _,
                    Verifying _,
                    RollbackStuck _,
                    RolloutState.RollbackIneffective _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    false;
        };
    }

    /** The way back, once one was taken. */
    public Optional<Rollback> rollback() {
        return switch (state) {
            case RollingBack(var rollback) -> Optional.of(rollback);
            case Verifying(var rollback) -> Optional.of(rollback);
            case RollbackStuck(var rollback, _, _) -> Optional.of(rollback);
            case RolloutState.RollbackIneffective(var rollback, _) -> Optional.of(rollback);
            case RolloutState.RolledBack(var rollback) -> Optional.ofNullable(rollback);
            case RolloutState.Requested _,
                    RolloutState.Refused _,
                    Held _,
                    RolloutState.Paused _,
                    Baking _,
                    RolloutState.Succeeded _ ->
                    Optional.empty();
        };
    }

    /** When {@link RolloutInput.TimePassed} must be given at the latest. */
    public Optional<Instant> nextDeadline() {
        var limit = spec.plan().restoreDeadline();
        return switch (state) {
            case RollingBack(var rollback) -> Optional.of(rollback.startedAt().plus(limit));
            case Verifying(var rollback) when !rollback.isAlone() ->
                    Optional.of(rollback.startedAt().plus(limit));
            case RollbackStuck(_, _, var orderedAt) -> Optional.of(orderedAt.plus(limit));
            case Verifying _,
                    RolloutState.Requested _,
                    RolloutState.Refused _,
                    Held _,
                    RolloutState.Paused _,
                    Baking _,
                    RolloutState.RollbackIneffective _,
                    RolloutState.RolledBack _,
                    RolloutState.Succeeded _ ->
                    Optional.empty();
        };
    }
}
