package io.portcullis.cli.agent;

import com.google.protobuf.util.Durations;
import io.portcullis.cli.GateConnection;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.GetProbesResponse;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.ReportProbesResponse;
import io.portcullis.v1.VantagePoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent says to the gate. Calls throw {@code StatusRuntimeException}. */
record GateLine(GateConnection gate, VantagePoint vantage, @Nullable ProbedServer server) {

    /** Later than this the gate does not count it, and a call that says so would be refused. */
    private static final long AGE_SECONDS_MAX = 3_600;

    GetProbesResponse ask() {
        var request = GetProbesRequest.newBuilder().setVantage(vantage);
        if (server != null) {
            request.setServer(server);
        }
        return gate.probes().getProbes(request.build());
    }

    /** As of now: ages are counted when it is sent. */
    ReportProbesResponse report(List<Found> found, long nowNanos) {
        var request = ReportProbesRequest.newBuilder().setVantage(vantage);
        if (server != null) {
            request.setServer(server);
        }
        found.stream()
                .filter(it -> nowNanos - it.endNanos() < AGE_SECONDS_MAX * 1_000_000_000L)
                .forEach(it -> request.addResults(wire(it, nowNanos)));
        return gate.probes().reportProbes(request.build());
    }

    private static ProbeResult wire(Found found, long nowNanos) {
        ProbeOutcome outcome = found.outcome();
        return ProbeResult.newBuilder()
                .setProbe(found.probe())
                .setVerdict(
                        switch (outcome.verdict()) {
                            case FIT -> ProbeVerdict.PROBE_VERDICT_FIT;
                            case UNFIT -> ProbeVerdict.PROBE_VERDICT_UNFIT;
                            case UNKNOWN -> ProbeVerdict.PROBE_VERDICT_UNKNOWN;
                        })
                .setText(outcome.text())
                .setTook(Durations.fromNanos(outcome.took().toNanos()))
                .setAge(Durations.fromNanos(Math.max(0, nowNanos - found.endNanos())))
                .build();
    }

    /**
     * What one run found.
     *
     * @param endNanos when it ended, on this machine's monotonic clock
     */
    record Found(String probe, ProbeOutcome outcome, long endNanos) {}
}
