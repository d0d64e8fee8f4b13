package io.portcullis.app.judge;

import io.portcullis.app.AnalysisPlans;
import io.portcullis.app.LookReport;
import io.portcullis.app.LookReportCodec;
import io.portcullis.app.Progress;
import io.portcullis.app.Services;
import io.portcullis.app.TellRollout;
import io.portcullis.app.environment.JudgeEnvironment;
import io.portcullis.app.gather.EarlierDays;
import io.portcullis.app.gather.GatherEvidence;
import io.portcullis.app.gather.Gathered;
import io.portcullis.app.mesh.JudgeStructure;
import io.portcullis.app.transition.LedgerBook;
import io.portcullis.kernel.policy.Policy;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.transition.Ledger;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.store.Bytes;
import io.portcullis.port.store.JudgedLook;
import io.portcullis.port.store.RolloutStore;
import io.portcullis.port.store.StoredRollout;
import io.portcullis.port.store.StoredSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes one look of a rollout: gathers evidence, judges it, and stores all that follows at once, so
 * that each count enters once whoever dies when. One thread at a time for a rollout; rollouts are
 * independent.
 */
public final class JudgeRollout {

    /** Races lost in a row before the look is given up until its time comes again. */
    private static final int ATTEMPTS_MAX = 5;

    private static final int UNKNOWN = -1;

    private final RolloutStore rollouts;
    private final TellRollout tell;
    private final GatherEvidence gather;
    private final LedgerBook ledger;
    private final LookReportCodec codec;
    private final InstantSource clock;
    private final RolloutLooks looks;
    private final JudgeRelease release;
    private final JudgeRecovery recovery;
    private final Map<RolloutId, Remembered> remembered = new ConcurrentHashMap<>();

    /** What judging needs besides the evidence. */
    public record Parts(
            RolloutStore rollouts,
            TellRollout tell,
            LookReportCodec codec,
            Policy policy,
            InstantSource clock,
            World world) {}

    /** What is known besides the evidence of the last looks. */
    public record World(
            EarlierDays days,
            JudgeEnvironment environment,
            JudgeStructure structure,
            Services services) {}

    public JudgeRollout(Parts parts, GatherEvidence gather) {
        this.rollouts = parts.rollouts();
        this.tell = parts.tell();
        this.gather = gather;
        this.ledger = new LedgerBook(gather);
        this.codec = parts.codec();
        this.clock = parts.clock();
        this.looks = new RolloutLooks(rollouts);
        this.release = new JudgeRelease(looks, parts.policy(), parts.world());
        this.recovery = new JudgeRecovery(looks, new EvidenceCensus(looks));
    }

    /**
     * Makes the next look. One that loses a race against an input is made anew; one that another
     * owner has made shows that the rollout is not ours any more.
     */
    public Outcome look(RolloutId id) {
        Remembered known = remembered.get(id);
        int last = known == null ? UNKNOWN : known.look();
        StaleRevision lost = new StaleRevision("rollout " + id);
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            try {
                StoredRollout stored = tell.load(id);
                if (last != UNKNOWN && stored.lastLook() != last) {
                    forget(id);
                    return Outcome.LOST;
                }
                last = stored.lastLook();
                return lookOnce(id, stored);
            } catch (StaleRevision e) {
                forget(id);
                lost = e;
            } catch (RuntimeException e) {
                forget(id);
                throw e;
            }
        }
        throw lost;
    }

    /** Drops what is remembered; the next look reads it from the store. */
    public void forget(RolloutId id) {
        remembered.remove(id);
    }

    private Outcome lookOnce(RolloutId id, StoredRollout stored) {
        var progress = new Progress(stored);
        if (progress.rollout().state().isTerminal()) {
            forget(id);
            return Outcome.ENDED;
        }
        Remembered before = remembered(progress);
        Gathered gathered =
                gather.look(progress.rollout().spec(), stored.inboxCursor(), before.books());
        Instant now = clock.instant();
        Ledger replaced = ledger.after(progress, gathered, stored.inboxCursor(), now);
        LedgerBook.record(progress, replaced, now);
        Judged judged =
                progress.rollout().isJudged()
                        ? release.look(
                                progress,
                                before.memory(),
                                gathered.evidence(),
                                replaced.harm(),
                                now)
                        : recovery.look(progress, before.memory(), gathered.evidence(), now);
        int look = stored.lastLook() + 1;
        var books = LedgerBook.with(replaced, gathered.books());
        tell.commit(
                progress,
                new JudgedLook(
                        look,
                        gathered.evidence(),
                        judged.memory().bytes(),
                        encoded(id, judged.report()),
                        books,
                        gathered.inboxCursor(),
                        judged.memory().referenceLook()),
                List.of());
        remembered.put(id, new Remembered(look, judged.memory(), books));
        return progress.rollout().state().isTerminal() ? Outcome.ENDED : Outcome.GOES_ON;
    }

    private Bytes encoded(RolloutId id, LookReport report) {
        boolean judged = report.findings() != null;
        return codec.encode(report, judged ? Optional.empty() : rollouts.lastReport(id));
    }

    private Remembered remembered(Progress progress) {
        Rollout rollout = progress.rollout();
        RolloutId id = rollout.spec().id();
        Remembered here = remembered.get(id);
        if (here != null && here.look() == progress.lastLook()) {
            return here;
        }
        Bytes snapshot = rollouts.snapshot(id).map(StoredSnapshot::snapshot).orElse(Bytes.NONE);
        return new Remembered(
                progress.lastLook(),
                Memory.of(
                        AnalysisPlans.of(rollout.spec()),
                        snapshot,
                        looks.of(rollout.spec(), progress.lastLook())),
                rollouts.seriesBooks(id));
    }

    /** Whether more looks follow. */
    public enum Outcome {
        GOES_ON,
        ENDED,
        /** Another owner makes the looks. */
        LOST
    }

    /** What this owner knows without reading. */
    private record Remembered(int look, Memory memory, Map<String, Bytes> books) {}
}
