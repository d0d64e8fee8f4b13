package io.portcullis.app.probe;

import io.portcullis.app.drive.DriveRollout.Sleep;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeRunner;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs this server's own probes, each every so often. A run that is late is made at once and those
 * missed are not made up for; two runs of one probe never overlap.
 */
public final class RunProbes {

    private static final Logger LOG = LoggerFactory.getLogger(RunProbes.class);

    /** Those that are due while so many run wait for the next round. */
    static final int RUNNING_MAX = 16;

    private static final Duration ROUND = Duration.ofMillis(500);
    private static final Duration ROUND_MIN = Duration.ofMillis(20);

    private final List<ProbeTask> tasks;
    private final Parts parts;
    private final InstantSource clock;
    private final Executor threads;
    private final Map<String, Instant> due = new TreeMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();

    /** What probing is made of. */
    public record Parts(ProbeRunner runner, ProbeStore store, Vantage vantage) {}

    public RunProbes(
            List<ProbeDefinition> probes, Parts parts, InstantSource clock, Executor threads) {
        this.tasks =
                probes.stream()
                        .filter(probe -> probe.isFrom(parts.vantage()))
                        .map(ProbeDefinition::task)
                        .toList();
        this.parts = parts;
        this.clock = clock;
        this.threads = threads;
    }

    /** Goes on until interrupted; returns at once when there is nothing to run. */
    public void run(Sleep sleep) throws InterruptedException {
        while (!tasks.isEmpty()) {
            startDue();
            sleep.until(next(clock.instant()));
        }
    }

    /** When the first is due, but soon enough that one still running is started late by little. */
    private Instant next(Instant now) {
        Instant first = Collections.min(due.values());
        Instant latest = now.plus(ROUND);
        return first.isBefore(now.plus(ROUND_MIN))
                ? now.plus(ROUND_MIN)
                : first.isBefore(latest) ? first : latest;
    }

    /** Called by one thread. */
    void startDue() {
        Instant now = clock.instant();
        for (ProbeTask task : tasks) {
            boolean isDue = !now.isBefore(due.getOrDefault(task.name(), Instant.MIN));
            if (isDue && running.size() < RUNNING_MAX && running.add(task.name())) {
                due.put(task.name(), now.plus(task.every()));
                threads.execute(() -> probe(task));
            }
        }
    }

    private void probe(ProbeTask task) {
        try {
            ProbeOutcome outcome = parts.runner().run(task);
            var result = new ProbeResult(task.name(), parts.vantage(), clock.instant(), outcome);
            parts.store().save(List.of(result));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StoreUnavailable e) {
            LOG.warn("Probe result is lost. probe={} cause={}", task.name(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("Probe failed. probe={}", task.name(), e);
        } finally {
            running.remove(task.name());
        }
    }
}
