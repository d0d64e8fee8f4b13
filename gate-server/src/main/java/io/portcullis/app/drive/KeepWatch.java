package io.portcullis.app.drive;

import io.portcullis.app.RolloutOwners;
import io.portcullis.app.act.ActOnOutbox;
import io.portcullis.app.drive.DriveRollout.Sleep;
import io.portcullis.app.gather.Intake;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.store.ActionQueue;
import io.portcullis.port.store.RolloutStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a server does whether or not a rollout is running: stores pushed evidence once a look, sees to
 * it that every rollout has an owner, and does what finished rollouts left to be done.
 */
public final class KeepWatch {

    private static final Logger LOG = LoggerFactory.getLogger(KeepWatch.class);
    private static final Duration ROUND_MAX = Duration.ofSeconds(2);

    private final Intake intake;
    private final List<ServiceName> services;
    private final RolloutStore rollouts;
    private final ActionQueue queue;
    private final ActOnOutbox act;
    private final RolloutOwners owners;
    private final Duration look;
    private final InstantSource clock;

    /** What is kept. */
    public record Kept(
            RolloutStore rollouts, ActionQueue queue, Intake intake, List<ServiceName> services) {
        public Kept {
            services = List.copyOf(services);
        }
    }

    /**
     * @param look length of a look
     */
    public KeepWatch(
            Kept kept, ActOnOutbox act, RolloutOwners owners, Duration look, InstantSource clock) {
        this.intake = kept.intake();
        this.services = kept.services();
        this.rollouts = kept.rollouts();
        this.queue = kept.queue();
        this.act = act;
        this.owners = owners;
        this.look = look;
        this.clock = clock;
    }

    /** Flushes the intake once a look, until interrupted. */
    public void flush(Sleep sleep) throws InterruptedException {
        while (true) {
            sleep.until(clock.instant().plus(look));
            flushOnce();
        }
    }

    /** Stores what has come so far, of every service. */
    public void flushOnce() {
        for (ServiceName service : services) {
            survive("Evidence is not stored yet.", () -> intake.flush(service));
        }
    }

    /** Offers rollouts and does what finished ones left, until interrupted. */
    public void tend(Sleep sleep) throws InterruptedException {
        while (true) {
            survive("Rollouts cannot be read.", this::tendOnce);
            sleep.until(clock.instant().plus(look.compareTo(ROUND_MAX) < 0 ? look : ROUND_MAX));
        }
    }

    /** Actions of a running rollout are its owner's to do, who may be another server. */
    void tendOnce() {
        rollouts.running().forEach(owners::offer);
        queue.finishedDue(clock.instant()).forEach(act::begin);
    }

    private static void survive(String failure, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("{} It is tried again. cause={}", failure, e.toString());
        }
    }
}
