package io.portcullis.app.transition;

import io.portcullis.app.Progress;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.Gathered;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.rollout.LoggedEvent;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutEvent;
import io.portcullis.kernel.rollout.RolloutInput;
import io.portcullis.kernel.transition.Ledger;
import io.portcullis.kernel.transition.LedgerLook;
import io.portcullis.kernel.transition.WorkHarm;
import io.portcullis.port.store.Bytes;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ledger of a rollout among its books: stored with the look that changed it, all or nothing, so
 * that a replacement counts once whoever dies when.
 */
public final class LedgerBook {

    /** Its name among the books; no region has such a name. */
    static final String NAME = "replaced processes";

    /** Looks between two records of what was cut; a rolling update replaces one process after another. */
    private static final int RECORD_LOOKS = 6;

    private final GatherEvidence gather;

    public LedgerBook(GatherEvidence gather) {
        this.gather = gather;
    }

    /**
     * The ledger after the look under way.
     *
     * @param inboxCursor pushed evidence up to here was there before the look
     */
    public Ledger after(Progress progress, Gathered gathered, long inboxCursor, Instant now) {
        var rollout = progress.rollout();
        var stored = gathered.books().get(NAME);
        var before = stored == null ? Ledger.EMPTY : Ledger.of(stored.toArray());
        var evidence = gathered.processes();
        if (stored == null && !evidence.isEmpty()) {
            evidence = gather.processesBefore(rollout.spec(), inboxCursor).plus(evidence);
        }
        return evidence.isEmpty() && stored == null
                ? before
                : before.after(told(progress, gathered, evidence, now));
    }

    private static LedgerLook told(
            Progress progress, Gathered gathered, ProcessEvidence evidence, Instant now) {
        Rollout rollout = progress.rollout();
        return new LedgerLook(
                progress.lastLook() + 1,
                now,
                rollout.spec().lookLength(),
                rollout.isJudged() ? rollout.stageChanging() : rollout.course().stageTouched(),
                resumedLook(progress),
                evidence,
                gathered.arms()::arm);
    }

    /** Look after which a person last let it go on: what was cut before is accepted. */
    public static int resumedLook(Progress progress) {
        return progress.log().reversed().stream()
                .map(LoggedEvent::event)
                .filter(RolloutEvent.Resumed.class::isInstance)
                .map(RolloutEvent.Resumed.class::cast)
                .mapToInt(RolloutEvent.Resumed::look)
                .findFirst()
                .orElse(0);
    }

    /** The books of the look with the ledger in them. */
    public static Map<String, Bytes> with(Ledger ledger, Map<String, Bytes> books) {
        if (ledger.equals(Ledger.EMPTY)) {
            return books;
        }
        var all = new HashMap<>(books);
        all.put(NAME, Bytes.of(ledger.bytes()));
        return all;
    }

    /** Records what was cut where more was than when last recorded. */
    public static void record(Progress progress, Ledger ledger, Instant now) {
        int look = progress.lastLook() + 1;
        List<WorkHarm> sums = ledger.harm().sums();
        var last = lastRecorded(progress);
        boolean news = !sums.equals(last.map(RolloutEvent.WorkCut::sums).orElse(List.of()));
        boolean due = last.isEmpty() || look - last.get().look() >= RECORD_LOOKS;
        if (news && due) {
            progress.tell(new RolloutInput.WorkCounted(look, sums), now);
        }
    }

    private static Optional<RolloutEvent.WorkCut> lastRecorded(Progress progress) {
        return progress.log().reversed().stream()
                .map(LoggedEvent::event)
                .filter(RolloutEvent.WorkCut.class::isInstance)
                .map(RolloutEvent.WorkCut.class::cast)
                .findFirst();
    }
}
