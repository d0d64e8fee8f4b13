package io.portcullis.adapter.store.lease;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.portcullis.app.drive.DriveRollout.End;
import io.portcullis.kernel.rollout.RolloutId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each rollout, and the watch over the environment, one owner among the servers that share a
 * database. An owner that dies is found by its missing heartbeats, and another one goes on within ten
 * seconds. An owner that
 * was only held up finds its own heartbeats too old, and stops before another one may begin.
 */
public final class RolloutLeases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutLeases.class);

    private static final String TASK = "drive-rollout";
    private static final String WATCH = "watch-environment";

    /** There is one environment, so its lease has one instance. */
    private static final TaskInstance<Void> ENVIRONMENT = new TaskInstance<>(WATCH, "environment");

    /** Rollouts one server drives at the same time. */
    private static final int ROLLOUTS_MAX = 200;

    /** Four missed heartbeats and one poll: a takeover after 6 s at the latest. */
    private static final Duration HEARTBEAT = Duration.ofMillis(1_250);

    private static final int HEARTBEATS_MISSED_MAX = 4;

    /**
     * Age of the last heartbeat up to which the lease is ours, as a part of the age at which others
     * take it. The scheduler's own word for stale would give a rollout up for one late heartbeat.
     */
    private static final double OWNED_MAX = 0.75;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(3);

    private final Scheduler scheduler;
    private final ExecutorService threads;
    private final InstantSource clock;

    /** Leases worked on by this process: a lease that was lost may come back while its loop still runs. */
    private final Set<String> driven = ConcurrentHashMap.newKeySet();

    /** Drives a rollout until it has ended, or is not owned any more. */
    @FunctionalInterface
    public interface Drive {
        End drive(RolloutId id, BooleanSupplier owned) throws InterruptedException;
    }

    /** Watches the environment until that is not owned any more. */
    @FunctionalInterface
    public interface Watch {
        void watch(BooleanSupplier owned) throws InterruptedException;
    }

    /** What an owner does. */
    public record Work(Drive drive, Watch watch) {}

    /**
     * @param replica name of this server, unlike that of any other
     */
    public RolloutLeases(DataSource database, String replica, Work work, InstantSource clock) {
        this.clock = clock;
        this.threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("drive-", 0).factory());
        var rollouts =
                task(TASK, (lease, owned) -> work.drive().drive(RolloutId.parse(lease), owned));
        var environment =
                task(
                        WATCH,
                        (_, owned) -> {
                            work.watch().watch(owned);
                            return End.GIVEN_UP;
                        });
        this.scheduler =
                Scheduler.create(database, rollouts, environment)
                        .schedulerName(new SchedulerName.Fixed(replica))
                        .threads(ROLLOUTS_MAX + 1) // and the environment
                        .executorService(threads)
                        .pollingInterval(POLL)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(HEARTBEATS_MISSED_MAX)
                        .shutdownMaxWait(STOP_MAX)
                        .enableImmediateExecution()
                        .build();
    }

    private CustomTask<Void> task(String name, Owned work) {
        return Tasks.custom(name, Void.class)
                .onDeadExecutionRevive()
                .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                .execute((lease, context) -> driven(work, lease, context));
    }

    /** Begins to own rollouts, and the environment. */
    public void start() {
        scheduler.start();
        scheduler.scheduleIfNotExists(ENVIRONMENT, clock.instant());
    }

    /** Makes sure that the rollout has, or gets, an owner. */
    public void offer(RolloutId id) {
        scheduler.scheduleIfNotExists(new TaskInstance<Void>(TASK, id.toString()), clock.instant());
    }

    /** Gives every rollout owned here to others. */
    @Override
    public void close() {
        threads.shutdownNow();
        scheduler.stop();
    }

    private CompletionHandler<Void> driven(
            Owned work, TaskInstance<Void> lease, ExecutionContext context) {
        if (!driven.add(lease.getId())) {
            LOG.warn("Work still goes on under a lost lease. lease={}", lease.getId());
            return later();
        }
        try {
            BooleanSupplier owned = () -> isOwned(context);
            return switch (work.until(lease.getId(), owned)) {
                case FINISHED -> new CompletionHandler.OnCompleteRemove<>();
                // What is not ours any more must not be touched; if nobody took it, it is found
                // dead.
                case GIVEN_UP -> isOwned(context) ? later() : (_, _) -> {};
            };
        } catch (InterruptedException _) {
            LOG.info("Work is given up to another owner. lease={}", lease.getId());
            return later();
        } finally {
            driven.remove(lease.getId());
        }
    }

    private CompletionHandler<Void> later() {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(RETRY));
    }

    private static boolean isOwned(ExecutionContext context) {
        return context.getCurrentlyExecuting().getHeartbeatState().getFractionDead() < OWNED_MAX;
    }

    /** What is done under a lease. */
    private interface Owned {
        End until(String lease, BooleanSupplier owned) throws InterruptedException;
    }
}
