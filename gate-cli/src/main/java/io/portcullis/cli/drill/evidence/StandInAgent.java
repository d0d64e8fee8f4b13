package io.portcullis.cli.drill.evidence;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.portcullis.cli.GateConnection;
import io.portcullis.cli.drill.world.Probed;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import io.portcullis.v1.VantagePoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An agent beside one server. Told by one thread; asks and reports on its own, one call after another, so that results arrive in the
 * order they were found in.
 */
final class StandInAgent implements AutoCloseable {
    /** Agents ask again after 30 s, which is three looks. */
    private static final int ASK_EVERY_LOOKS = 3;

    /** Looks found and not reported; beyond it one is left out. */
    private static final int UNREPORTED_MAX = 10;

    private final GateConnection gate;
    private final VantagePoint vantage;
    private final ProbedServer here;
    private final InstantSource clock;
    private final ExecutorService calls =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("agent-", 0).factory());
    private final AtomicLong unreported = new AtomicLong();
    private final AtomicReference<@Nullable String> trouble = new AtomicReference<>();
    // Of the calls' thread alone.
    private final Map<String, String> planned = new HashMap<>();
    private long looksUntilAsked;
    private boolean wasRejected;

    StandInAgent(GateConnection gate, String service, Server server, InstantSource clock) {
        this.gate = gate;
        this.clock = clock;
        this.vantage =
                VantagePoint.newBuilder().setName(server.id()).setRegion(server.region()).build();
        this.here =
                ProbedServer.newBuilder()
                        .setService(service)
                        .setVersion(server.build().version())
                        .setArtifact(server.build().artifact())
                        .setConfiguration(server.build().configuration())
                        .setEndpoint(server.id())
                        .build();
    }

    /** What it finds in a look, of all it could be asked to probe. */
    void tell(List<Probed> found) {
        if (unreported.get() >= UNREPORTED_MAX) {
            trouble.set(UNREPORTED_MAX + " looks of " + vantage.getName() + " wait to be told");
            return;
        }
        Instant at = clock.instant();
        unreported.incrementAndGet();
        calls.execute(() -> {
            try {
                talk(found, at);
            } catch (StatusRuntimeException e) {
                trouble.set("the agent of " + vantage.getName() + ": " + e.getStatus());
            } finally {
                unreported.decrementAndGet();
            }
        });
    }

    private void talk(List<Probed> found, Instant at) {
        if (looksUntilAsked <= 0) {
            planned.clear();
            gate.probes()
                    .getProbes(
                            GetProbesRequest.newBuilder()
                                    .setVantage(vantage)
                                    .setServer(here)
                                    .build())
                    .getProbesList()
                    .forEach(task -> planned.put(endpoint(task), task.getName()));
            looksUntilAsked = ASK_EVERY_LOOKS;
        }
        looksUntilAsked--;
        Duration age =
                Durations.fromMillis(
                        Math.max(0, java.time.Duration.between(at, clock.instant()).toMillis()));
        List<ProbeResult> results =
                found.stream()
                        .filter(probed -> planned.containsKey(probed.source().id()))
                        .map(probed -> result(probed, age))
                        .toList();
        String rejection = results.isEmpty() ? "" : report(results);
        boolean isRejected = !rejection.isEmpty();
        // What is planned changes when others come and go: only what is rejected though just asked
        // is trouble.
        trouble.set(isRejected && wasRejected ? rejection : null);
        wasRejected = isRejected;
        if (isRejected) {
            looksUntilAsked = 0;
        }
    }

    /** The last argument of the command names the server at the other end. */
    private static String endpoint(ProbeTask task) {
        int arguments = task.getCommand().getCommandCount();
        return arguments == 0 ? "" : task.getCommand().getCommand(arguments - 1);
    }

    private ProbeResult result(Probed probed, Duration age) {
        return ProbeResult.newBuilder()
                .setProbe(planned.getOrDefault(probed.source().id(), ""))
                .setVerdict(
                        probed.reached()
                                ? ProbeVerdict.PROBE_VERDICT_FIT
                                : ProbeVerdict.PROBE_VERDICT_UNFIT)
                .setText(
                        probed.reached()
                                ? "the track came"
                                : "no packet of the track of " + probed.source().id())
                .setTook(Durations.ZERO)
                .setAge(age)
                .build();
    }

    /** What was not counted and why; empty when all was. */
    private String report(List<ProbeResult> results) {
        ReportProbesResponse answer =
                gate.probes()
                        .reportProbes(
                                ReportProbesRequest.newBuilder()
                                        .setVantage(vantage)
                                        .setServer(here)
                                        .addAllResults(results)
                                        .build());
        return answer.getRejectedResults() == 0
                ? ""
                : answer.getRejectedResults()
                        + " probes were not counted: "
                        + answer.getRejection();
    }

    /** Looks it has found and not yet reported. */
    long unreported() {
        return unreported.get();
    }

    Optional<String> trouble() {
        return Optional.ofNullable(trouble.get());
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
