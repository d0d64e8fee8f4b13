package io.portcullis.app.drive;

import io.portcullis.app.act.ActOnOutbox;
import io.portcullis.app.judge.JudgeRollout;
import io.portcullis.app.judge.JudgeRollout.Outcome;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.port.Notifier;
import io.portcullis.port.StaleRevision;
import io.portcullis.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives one rollout from look to look until it has ended, as its owner. Looks are paced by the
 * clock: one that is late is made at once, and those missed are not made up for, because the next
 * brings what they left. When looks go on failing, people are told.
 */
public final class DriveRollout {

    private static final Logger LOG = LoggerFactory.getLogger(DriveRollout.class);
    private static final Duration ACT_EVERY_MIN = Duration.ofMillis(50);
    private static final Duration ACT_EVERY_MAX = Duration.ofSeconds(1);

    private final JudgeRollout judge;
    private final ActOnOutbox act;
    private final Notifier notifier;
    private final Duration look;
    private final InstantSource clock;
    private final Sleep sleep;

    /** What driving is made of. */
    public record Parts(JudgeRollout judge, ActOnOutbox act, Notifier notifier) {}

    public DriveRollout(Parts parts, Duration look, InstantSource clock, Sleep sleep) {
        this.judge = parts.judge();
        this.act = parts.act();
        this.notifier = parts.notifier();
        this.look = look;
        this.clock = clock;
        this.sleep = sleep;
    }

    /**
     * Returns when the rollout has ended, or another owner drives it.
     *
     * @param owned whether this owner's lease is good; asked before everything that is done
     * @throws InterruptedException this owner is to stop; another one, or a later one, goes on
     */
    public End drive(RolloutId id, BooleanSupplier owned) throws InterruptedException {
        LOG.info("Driving rollout. rollout={} look={}", id, look);
        judge.forget(id);
        var failures = new FailedLooks(notifier, id);
        Instant next = clock.instant().plus(look);
        while (owned.getAsBoolean()) {
            act(id);
            if (!clock.instant().isBefore(next)) {
                switch (look(id, failures)) {
                    case GOES_ON -> next = later(next.plus(look), clock.instant());
                    case ENDED -> {
                        act(id);
                        LOG.info("Rollout has ended. rollout={}", id);
                        return End.FINISHED;
                    }
                    case LOST -> {
                        return givenUp(id);
                    }
                }
            }
            sleep.until(earlier(next, clock.instant().plus(actEvery())));
        }
        return givenUp(id);
    }

    private End givenUp(RolloutId id) {
        judge.forget(id);
        LOG.warn("Rollout is given up: the lease is lost. rollout={}", id);
        return End.GIVEN_UP;
    }

    private Outcome look(RolloutId id, FailedLooks failures) {
        try {
            Outcome outcome = judge.look(id);
            failures.made();
            return outcome;
        } catch (StoreUnavailable | StaleRevision e) {
            LOG.warn("Look is made again. rollout={} cause={}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Look failed; it is made again. rollout={}", id, e);
        }
        failures.failed();
        return Outcome.GOES_ON;
    }

    private void act(RolloutId id) {
        try {
            act.begin(id);
        } catch (StoreUnavailable e) {
            LOG.warn("Actions cannot be read. rollout={} cause={}", id, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Actions cannot be begun. rollout={}", id, e);
        }
    }

    private Duration actEvery() {
        Duration half = look.dividedBy(2);
        if (half.compareTo(ACT_EVERY_MIN) < 0) {
            return ACT_EVERY_MIN;
        }
        return half.compareTo(ACT_EVERY_MAX) < 0 ? half : ACT_EVERY_MAX;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** How driving ended. */
    public enum End {
        FINISHED,
        /** Another owner drives it, or will. */
        GIVEN_UP
    }

    /** Waits, on whatever clock. */
    @FunctionalInterface
    public interface Sleep {
        void until(Instant time) throws InterruptedException;
    }
}
