package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a rollout is, and what was decided on the way.
 *
 * @param stageOpened last stage that was opened; 0 before the first
 * @param stageRequested last stage whose opening was ordered of the control; 0 when none was
 * @param openedLook look after which the last stage was opened
 * @param countedFromLook earliest look from which a wait or a hold counts: the last PROCEED or
 *     resumption
 * @param proceeds every PROCEED given, by stage; repeated to whoever asks
 * @param hold last hold in the log for the stage that is open
 * @param abort the ABORT; repeated for ever
 */
public record Course(
        int stageOpened,
        int stageRequested,
        int openedLook,
        int countedFromLook,
        SortedMap<Integer, Decision.Proceed> proceeds,
        Decision.@Nullable Hold hold,
        Decision.@Nullable Abort abort) {

    static final Course START = new Course(0, 0, 0, 0, new TreeMap<>(), null, null);

    public Course {
        proceeds = Collections.unmodifiableSortedMap(new TreeMap<>(proceeds));
    }

    /** The look during which the last stage was opened: it saw the stage for a part only. */
    int lookOfOpening() {
        return openedLook + 1;
    }

    /** Whether the stage last opened has passed, so that the next may open. */
    public boolean isPassed() {
        return proceeds.containsKey(stageOpened);
    }

    /** Last stage that may hold a canary somewhere; 0 when nothing was touched. */
    public int stageTouched() {
        return Math.max(stageOpened, stageRequested);
    }

    Course given(Decision decision, int look) {
        return switch (decision) {
            case Decision.Proceed proceed -> passed(proceed, look);
            case Decision.Hold newHold ->
                    new Course(
                            stageOpened,
                            stageRequested,
                            openedLook,
                            countedFromLook,
                            proceeds,
                            newHold,
                            abort);
            case Decision.Abort newAbort ->
                    new Course(
                            stageOpened,
                            stageRequested,
                            openedLook,
                            countedFromLook,
                            proceeds,
                            null,
                            newAbort);
        };
    }

    Course requested(int stage) {
        return new Course(stageOpened, stage, openedLook, countedFromLook, proceeds, hold, abort);
    }

    Course opened(int stage, int look) {
        return new Course(stage, stageRequested, look, look, proceeds, null, abort);
    }

    Course countedFrom(int look) {
        return new Course(stageOpened, stageRequested, openedLook, look, proceeds, hold, abort);
    }

    private Course passed(Decision.Proceed proceed, int look) {
        var all = new TreeMap<>(proceeds);
        all.put(proceed.stage(), proceed);
        return new Course(stageOpened, stageRequested, openedLook, look, all, null, abort);
    }
}
