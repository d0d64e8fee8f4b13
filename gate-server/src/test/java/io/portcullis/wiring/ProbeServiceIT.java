package io.portcullis.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.v1.GetProbesRequest;
import io.portcullis.v1.ProbeResult;
import io.portcullis.v1.ProbeTask;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.ProbedServer;
import io.portcullis.v1.ReportProbesRequest;
import io.portcullis.v1.VantagePoint;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that probes, and agents that probe for it. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
final class ProbeServiceIT {

    private ServerSocket target;
    private RunningGate gate;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        target = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        gate = new RunningGate(directory, configuration());
    }

    private String configuration() {
        return """
        portcullis:
          regions: {eu-west: {}, us-east: {}}
          environment:
            vantage: {name: gate-1, region: eu-west}
            probes:
              - {name: turn, kind: TCP, target: '127.0.0.1:%d', every: 100ms}
              - {name: page, target: 'https://a.example/x', contains: hello, from: [us-east]}
              - {name: health, kind: GRPC, target: 'a.example:443', healthService: media}
              - {name: dns, kind: DNS, target: www.a.example, zone: a.example, expected: [192.0.2.1]}
              - name: command
                kind: COMMAND
                target: /usr/bin/check
                arguments: [one, 'two, three']
                environment: {KEY: value}
                from: [agent-1]
        """
                .formatted(target.getLocalPort());
    }

    @AfterAll
    void stop() throws Exception {
        gate.close();
        target.close();
    }

    @Test
    void anAgentIsToldWhatToProbeFromWhereItIs() {
        assertThat(tasks("agent-1", "us-east"))
                .extracting(ProbeTask::getName)
                .containsExactly("command", "dns", "health", "page", "turn");
        assertThat(tasks("agent-2", ""))
                .extracting(ProbeTask::getName)
                .containsExactly("dns", "health", "turn");
        var tasks = tasks("agent-1", "us-east");
        assertThat(tasks.get(0).getCommand().getCommandList())
                .containsExactly("/usr/bin/check", "one", "two, three");
        assertThat(tasks.get(0).getCommand().getEnvironmentMap()).containsEntry("KEY", "value");
        assertThat(tasks.get(1).getDns().getExpectedList()).containsExactly("192.0.2.1");
        assertThat(tasks.get(2).getGrpc().getTls()).isTrue();
        assertThat(tasks.get(3).getHttp().getContains()).isEqualTo("hello");
        assertThat(tasks.get(4).getEvery()).isEqualTo(Durations.fromMillis(100));
    }

    @Test
    void whatWasNotAskedForIsNotCounted() {
        var answer =
                gate.client
                        .probes()
                        .reportProbes(
                                report("agent-2")
                                        .addResults(result("turn", 1))
                                        .addResults(result("command", 1))
                                        .addResults(result("unheard-of", 1))
                                        .addResults(result("turn", 3_601))
                                        .build());

        assertThat(answer.getRejectedResults()).isEqualTo(3);
        assertThat(answer.getRejection()).isEqualTo("probe command is not run from agent-2");
    }

    @Test
    void whatBreaksARuleIsRefused() {
        var wrongName = report("agent 2").build();
        var tooMany = report("agent-2");
        for (int i = 0; i < 501; i++) {
            tooMany.addResults(result("turn", 1));
        }
        var noVerdict =
                report("agent-2").addResults(ProbeResult.newBuilder().setProbe("turn")).build();
        var fromTheFuture = report("agent-2").addResults(result("turn", -1)).build();

        for (var wrong : List.of(wrongName, tooMany.build(), noVerdict, fromTheFuture)) {
            var refusal =
                    catchThrowableOfType(
                            StatusRuntimeException.class,
                            () -> gate.client.probes().reportProbes(wrong));
            assertThat(refusal.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        }
    }

    /** What it says becomes part of what others run. */
    @Test
    void anEndpointThatIsNoneIsRefused() {
        for (String wrong :
                List.of(
                        "",
                        "-o",
                        "a b",
                        "a/b",
                        "user@a",
                        "http://a",
                        "a:b",
                        "a\n",
                        "a".repeat(254))) {
            assertThat(refusal(() -> gate.client.probes().getProbes(beside("us-east", wrong))))
                    .as(wrong)
                    .isEqualTo(Code.INVALID_ARGUMENT);
        }
        for (String right : List.of("a", "a.example:443", "[2001:db8::1]:443", "10.0.0.1")) {
            assertThat(gate.client.probes().getProbes(beside("us-east", right)).getLeftOut())
                    .as(right)
                    .isEqualTo("links of media-server: it has no coverage configured");
        }
    }

    @Test
    void aServerIsInARegion() {
        var nowhere = beside("", "a:1");
        assertThatThrownBy(() -> gate.client.probes().getProbes(nowhere))
                .hasMessageContaining("vantage.region");
        assertThatThrownBy(() ->
                        gate.client
                                .probes()
                                .reportProbes(
                                        report("agent-1")
                                                .setServer(nowhere.getServer())
                                                .addResults(result("turn", 1))
                                                .build()))
                .hasMessageContaining("vantage.region");
    }

    private static Code refusal(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call).getStatus().getCode();
    }

    private static GetProbesRequest beside(String region, String endpoint) {
        return request("agent-1", region).toBuilder()
                .setServer(
                        ProbedServer.newBuilder()
                                .setService("media-server")
                                .setVersion("1")
                                .setEndpoint(endpoint))
                .build();
    }

    @Test
    void withoutTheTokenNothingIsTold() {
        try (var stranger = new GateClient(gate.server.port(), "wrong")) {
            assertThatThrownBy(() -> stranger.probes().getProbes(request("agent-1", "")))
                    .isInstanceOfSatisfying(
                            StatusRuntimeException.class,
                            it ->
                                    assertThat(it.getStatus().getCode())
                                            .isEqualTo(Code.UNAUTHENTICATED));
        }
    }

    private List<ProbeTask> tasks(String vantage, String region) {
        return gate.client.probes().getProbes(request(vantage, region)).getProbesList();
    }

    private static GetProbesRequest request(String vantage, String region) {
        return GetProbesRequest.newBuilder()
                .setVantage(VantagePoint.newBuilder().setName(vantage).setRegion(region))
                .build();
    }

    private static ReportProbesRequest.Builder report(String vantage) {
        return ReportProbesRequest.newBuilder()
                .setVantage(VantagePoint.newBuilder().setName(vantage));
    }

    private static ProbeResult result(String probe, int secondsAgo) {
        return ProbeResult.newBuilder()
                .setProbe(probe)
                .setVerdict(ProbeVerdict.PROBE_VERDICT_FIT)
                .setText("answered")
                .setAge(Durations.fromSeconds(secondsAgo))
                .build();
    }
}
