package io.portcullis.adapter.store.lease;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.portcullis.kernel.rollout.RolloutId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each rollout one owner among the servers that share a database. An owner that dies is found
 * by its missing heartbeats, and another one drives the rollout on within ten seconds.
 */
public final class RolloutLeases implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutLeases.class);

    private static final String TASK = "drive-rollout";

    /** Rollouts one server drives at the same time. */
    private static final int ROLLOUTS_MAX = 200;

    /** Four missed heartbeats and one poll: a takeover after 6 s at the latest. */
    private static final Duration HEARTBEAT = Duration.ofMillis(1_250);

    private static final int HEARTBEATS_MISSED_MAX = 4;
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration STOP_MAX = Duration.ofSeconds(3);

    private final Scheduler scheduler;
    private final ExecutorService threads;
    private final InstantSource clock;

    /** Drives a rollout until it has ended. */
    @FunctionalInterface
    public interface Drive {
        void drive(RolloutId id) throws InterruptedException;
    }

    /**
     * @param replica name of this server, unlike that of any other
     */
    public RolloutLeases(DataSource database, String replica, Drive drive, InstantSource clock) {
        this.clock = clock;
        this.threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("drive-", 0).factory());
        CustomTask<Void> task =
                Tasks.custom(TASK, Void.class)
                        .onDeadExecutionRevive()
                        .onFailure(new FailureHandler.OnFailureRetryLater<>(RETRY))
                        .execute((lease, _) -> driven(drive, lease));
        this.scheduler =
                Scheduler.create(database, task)
                        .schedulerName(new SchedulerName.Fixed(replica))
                        .threads(ROLLOUTS_MAX)
                        .executorService(threads)
                        .pollingInterval(POLL)
                        .heartbeatInterval(HEARTBEAT)
                        .missedHeartbeatsLimit(HEARTBEATS_MISSED_MAX)
                        .shutdownMaxWait(STOP_MAX)
                        .enableImmediateExecution()
                        .build();
    }

    /** Begins to own rollouts. */
    public void start() {
        scheduler.start();
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

    private CompletionHandler<Void> driven(Drive drive, TaskInstance<Void> lease) {
        try {
            drive.drive(RolloutId.parse(lease.getId()));
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (InterruptedException _) {
            LOG.info("Rollout is given up to another owner. rollout={}", lease.getId());
            return (complete, operations) ->
                    operations.reschedule(complete, clock.instant().plus(RETRY));
        }
    }
}
