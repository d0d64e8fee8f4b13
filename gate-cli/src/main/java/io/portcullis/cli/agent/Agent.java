package io.portcullis.cli.agent;

import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.cli.agent.GateLine.Found;
import io.portcullis.probe.ProbeTask;
import io.portcullis.v1.GetProbesResponse;
import io.portcullis.v1.ReportProbesResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks the gate what to probe, probes, and reports. While the gate is away it goes on with what it was
 * told last and keeps the latest result of each probe. Only a refusal ends it: a wrong token, a name
 * the gate does not take.
 */
final class Agent {

    private static final int RUNNING_MAX = 16;
    private static final int PROBES_MAX = 500;
    private static final Duration ROUND = Duration.ofMillis(200);
    private static final Duration END_MAX = Duration.ofSeconds(5);
    private static final Duration ASK_MIN = Duration.ofMillis(100);
    private static final Duration ASK_MAX = Duration.ofMinutes(5);
    private static final Set<Code> REFUSALS =
            Set.of(
                    Code.UNAUTHENTICATED,
                    Code.PERMISSION_DENIED,
                    Code.INVALID_ARGUMENT,
                    Code.UNIMPLEMENTED);

    private final GateLine gate;
    private final Runs runs;
    private final AgentLog log;
    private final Map<String, ProbeTask> tasks = new TreeMap<>();
    private final Map<String, Long> due = new HashMap<>();
    private final Set<String> running = ConcurrentHashMap.newKeySet();
    private final LinkedBlockingQueue<Found> fresh = new LinkedBlockingQueue<>();
    private final Map<String, Found> unreported = new TreeMap<>();
    private final Backoff backoff = new Backoff();
    private long askAt = System.nanoTime();

    Agent(GateLine gate, Runs runs, AgentLog log) {
        this.gate = gate;
        this.runs = runs;
        this.log = log;
    }

    /**
     * Goes on until interrupted.
     *
     * @throws StatusRuntimeException the gate refuses this agent
     */
    void run() throws InterruptedException {
        ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("run-", 0).factory());
        try {
            while (!Thread.interrupted()) {
                if (backoff.isOver()) {
                    talk();
                }
                startDue(threads);
                collect();
            }
            throw new InterruptedException();
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(END_MAX.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private void talk() {
        try {
            if (System.nanoTime() - askAt >= 0) {
                ask();
            }
            if (!unreported.isEmpty()) {
                report();
            }
            backoff.succeeded();
            log.back();
        } catch (StatusRuntimeException e) {
            if (REFUSALS.contains(e.getStatus().getCode())) {
                throw e;
            }
            if (Thread.currentThread().isInterrupted()) {
                return;
            }
            log.away(e.getStatus().getCode().name());
            backoff.failed();
        }
    }

    private void ask() {
        GetProbesResponse answer = gate.ask();
        tasks.clear();
        answer.getProbesList().stream().limit(PROBES_MAX).forEach(this::take);
        due.keySet().retainAll(tasks.keySet());
        unreported.keySet().retainAll(tasks.keySet());
        log.told(tasks.keySet());
        log.leftOut(answer.getLeftOut());
        var after = Duration.ofNanos(Durations.toNanos(answer.getAskAgainAfter()));
        askAt = System.nanoTime() + within(after).toNanos();
    }

    private void take(io.portcullis.v1.ProbeTask wire) {
        try {
            tasks.put(wire.getName(), Tasks.of(wire));
        } catch (IllegalArgumentException e) {
            log.problem("Probe " + wire.getName() + " is not understood: " + e.getMessage());
        }
    }

    private static Duration within(Duration after) {
        if (after.compareTo(ASK_MIN) < 0) {
            return ASK_MIN;
        }
        return after.compareTo(ASK_MAX) > 0 ? ASK_MAX : after;
    }

    private void report() {
        ReportProbesResponse answer =
                gate.report(new ArrayList<>(unreported.values()), System.nanoTime());
        unreported.clear();
        if (answer.getRejectedResults() > 0) {
            log.problem(
                    "The gate did not count %d results: %s"
                            .formatted(answer.getRejectedResults(), answer.getRejection()));
            // What it wants may have changed.
            askAt = System.nanoTime();
        }
    }

    private void startDue(ExecutorService threads) {
        long now = System.nanoTime();
        for (ProbeTask task : tasks.values()) {
            long at = due.getOrDefault(task.name(), now);
            long every = task.every().toNanos();
            if (now - at >= 0 && running.size() < RUNNING_MAX && running.add(task.name())) {
                // A start a little late does not put off all that follow; those missed are not made
                // up for.
                due.put(task.name(), now - at < every ? at + every : now + every);
                threads.execute(() -> probe(task));
            }
        }
    }

    private void probe(ProbeTask task) {
        try {
            var outcome = runs.run(task);
            log.found(task.name(), outcome);
            fresh.add(new Found(task.name(), outcome, System.nanoTime()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            running.remove(task.name());
        }
    }

    /** Waits for a result, but not long: others become due. */
    private void collect() throws InterruptedException {
        Found first = fresh.poll(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            List<Found> all = new ArrayList<>(List.of(first));
            fresh.drainTo(all);
            // What the gate does not want any more would only fill the report.
            all.stream()
                    .filter(found -> tasks.containsKey(found.probe()))
                    .forEach(found -> unreported.put(found.probe(), found));
        }
    }
}
