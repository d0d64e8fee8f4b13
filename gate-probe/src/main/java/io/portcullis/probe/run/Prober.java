package io.portcullis.probe.run;

import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs one probe at a time for each caller, and ends with it at its time-out whatever the other side
 * does. Nothing is kept between runs: each connects, looks names up and greets anew, as a new user
 * would. Thread-safe; the callers bound how many run.
 */
public final class Prober implements AutoCloseable {

    /** What a command may take to be killed with everything it started. */
    private static final Duration KILL_MAX = Duration.ofSeconds(10);

    private final InstantSource clock;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("probe-", 0).factory());

    /**
     * @param clock tells when certificates, signatures and registrations end
     */
    public Prober(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * @throws InterruptedException the caller was; the probe has been stopped
     */
    public ProbeOutcome run(ProbeTask task) throws InterruptedException {
        if (Thread.interrupted()) { // a probe that is done at once would hide it
            throw new InterruptedException("interrupted before the probe " + task.name());
        }
        long begun = System.nanoTime();
        Check check = check(task.target());
        Future<ProbeOutcome> running = threads.submit(() -> check.check(task.timeout()));
        try {
            ProbeOutcome outcome = running.get(limit(task).toNanos(), TimeUnit.NANOSECONDS);
            return outcome.took(Duration.ofNanos(System.nanoTime() - begun));
        } catch (TimeoutException _) {
            return Failures.timedOut(task.timeout()).took(task.timeout());
        } catch (ExecutionException e) {
            return Failures.outcome(e.getCause() == null ? e : e.getCause(), task.timeout())
                    .took(Duration.ofNanos(System.nanoTime() - begun));
        } finally {
            running.cancel(true);
        }
    }

    private Check check(ProbeTarget target) {
        return switch (target) {
            case ProbeTarget.Http http -> new HttpCheck(http, clock);
            case ProbeTarget.Grpc grpc -> new GrpcCheck(grpc);
            case ProbeTarget.Tcp tcp -> new TcpCheck(tcp);
            case ProbeTarget.Dns dns -> new DnsCheck(dns, clock);
            case ProbeTarget.Command command -> new CommandCheck(command);
        };
    }

    /** A command is ended by its own check, which needs a moment more for it. */
    private static Duration limit(ProbeTask task) {
        return task.target() instanceof ProbeTarget.Command
                ? task.timeout().plus(KILL_MAX)
                : task.timeout();
    }

    /** Stops what runs, and waits until commands are killed with everything they started. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(KILL_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
