package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ProcessEvidence;
import io.portcullis.kernel.evidence.origin.RollCall;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.EvidenceUnavailable;
import io.portcullis.port.InboxRow;
import io.portcullis.port.ProcessSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings together what is said of processes: pushed, pulled, and by the cluster that runs them. */
final class GatherProcesses {

    private static final Logger LOG = LoggerFactory.getLogger(GatherProcesses.class);

    /** A process that was up before the rollout is known by what it pushed in these looks. */
    private static final int LOOKS_BEFORE = 12;

    /** Part of a look that asking may take. */
    private static final double ASKING_SHARE = 0.6;

    private final EvidenceInbox inbox;
    private final Map<ServiceName, List<ProcessSource>> sources;
    private final InstantSource clock;
    private final Executor executor;

    GatherProcesses(
            EvidenceInbox inbox,
            Map<ServiceName, List<ProcessSource>> sources,
            InstantSource clock,
            Executor executor) {
        this.inbox = inbox;
        this.sources = sources;
        this.clock = clock;
        this.executor = executor;
    }

    /** Asks every source at once. */
    Asked ask(ServiceName service, Instant now, Duration look) {
        var deadline = now.plusMillis((long) (look.toMillis() * ASKING_SHARE));
        var answers = new ArrayList<CompletableFuture<ProcessEvidence>>();
        for (ProcessSource source : sources.getOrDefault(service, List.of())) {
            answers.add(CompletableFuture.supplyAsync(() -> read(source, now, deadline), executor));
        }
        return new Asked(now, answers);
    }

    /** What was pushed just before the rollout, so that its first look knows who was there. */
    ProcessEvidence before(ServiceName service, Duration look, long cursor) {
        var since = clock.instant().minus(look.multipliedBy(LOOKS_BEFORE));
        return inbox.history(service, since).stream()
                .filter(row -> row.cursor() <= cursor)
                .map((InboxRow row) -> row.evidence().processes())
                .reduce(ProcessEvidence.NONE, ProcessEvidence::plus);
    }

    /** Who does not answer says nothing; neither that a process is there nor that it is not. */
    private static ProcessEvidence read(ProcessSource source, Instant now, Instant deadline) {
        try {
            return source.read(now, deadline);
        } catch (EvidenceUnavailable _) {
            return ProcessEvidence.NONE;
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Processes are told of in a way that cannot be read. cause={}", e.getMessage());
            return ProcessEvidence.NONE;
        }
    }

    /** What is being answered. */
    record Asked(Instant now, List<CompletableFuture<ProcessEvidence>> answers) {

        /** All of it, with the pods the cluster says there are. */
        ProcessEvidence with(ProcessEvidence pushed, RolloutReleases arms) {
            var all = pushed;
            for (var answer : answers) {
                all = all.plus(answer.join());
            }
            var calls = new ArrayList<RollCall>();
            arms.pods()
                    .forEach((region, pods) ->
                            calls.add(
                                    new RollCall(
                                            region,
                                            "kubernetes",
                                            now,
                                            new TreeSet<>(pods.keySet()))));
            return all.plus(new ProcessEvidence(List.of(), calls));
        }
    }
}
