package io.portcullis.cli.drill.standin;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.scenario.StandInFaultText;
import io.portcullis.cli.drill.scenario.StandInFaultText.AnswersText;
import io.portcullis.cli.drill.scenario.StandInText;
import io.portcullis.cli.drill.scenario.StandInText.KindText;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTask;
import io.portcullis.probe.run.Prober;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Asked by the probes the gate runs. */
@Timeout(30)
final class StandInsTest {
    private static final String ZONE = "gslb.example.test";
    private static final List<StandInText> TEXTS =
            List.of(
                    new StandInText("player", KindText.HTTP, null, null, null, null),
                    new StandInText(
                            "dns",
                            KindText.DNS,
                            ZONE,
                            Map.of("live." + ZONE, List.of("192.0.2.10")),
                            null,
                            null),
                    new StandInText(
                            "broker",
                            KindText.METRICS,
                            null,
                            null,
                            List.of("eu"),
                            Map.of("rabbitmq_consumers", 40.0)));

    private final StandIns standIns = StandIns.start(TEXTS, 0);
    private final Prober prober = new Prober(Clock.systemUTC());
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        prober.close();
        standIns.close();
        http.close();
    }

    @Test
    void aPageIsThereUntilItHasAFault() throws InterruptedException {
        assertThat(page().verdict()).isEqualTo(Verdict.FIT);

        standIns.suffer(List.of(fault("player", AnswersText.FAILING)));
        assertThat(page().text()).contains("503");

        standIns.suffer(List.of(fault("player", AnswersText.GONE)));
        assertThat(page().text()).contains("404");

        standIns.suffer(List.of(fault("player", AnswersText.SILENT)));
        assertThat(page().verdict()).isEqualTo(Verdict.UNFIT);

        standIns.suffer(List.of(fault("dns", AnswersText.GONE)));
        assertThat(page().verdict()).isEqualTo(Verdict.FIT);
    }

    @Test
    void aZoneIsDelegatedAndAnswersUntilItHasAFault() throws InterruptedException {
        ProbeOutcome well = name();
        assertThat(well.verdict()).describedAs(well.text()).isEqualTo(Verdict.FIT);
        assertThat(well.text()).contains("2 of 2 name servers answer [192.0.2.10]");

        standIns.suffer(List.of(fault("dns", AnswersText.GONE)));
        ProbeOutcome gone = name();
        assertThat(gone.verdict()).isEqualTo(Verdict.UNFIT);
        assertThat(gone.text()).contains("delegated to nobody", "NXDOMAIN");

        standIns.suffer(List.of(fault("dns", AnswersText.FAILING)));
        assertThat(name().verdict()).isNotEqualTo(Verdict.FIT);

        standIns.suffer(List.of());
        assertThat(name().verdict()).isEqualTo(Verdict.FIT);
    }

    @Test
    void aZoneStillAnswersAfterWhatIsNoQuestion() throws IOException {
        byte[] withoutQuestion = new Message(7).toWire();

        send(withoutQuestion);
        send(new byte[] {1, 2, 3});
        send(new byte[0]);

        assertThat(ask("live." + ZONE, Type.A).getSection(Section.ANSWER)).hasSize(1);
    }

    @Test
    void aNameWithoutRecordsOfTheTypeIsThereAllTheSame() throws IOException {
        assertThat(ask("live." + ZONE, Type.AAAA).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("ns1." + ZONE, Type.AAAA).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask(ZONE, Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
        assertThat(ask("other." + ZONE, Type.AAAA).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    }

    private void send(byte[] packet) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.send(toDns(packet));
        }
    }

    private Message ask(String name, int type) throws IOException {
        Record question = Record.newRecord(Name.fromString(name + "."), type, DClass.IN);
        DatagramPacket answer = new DatagramPacket(new byte[4_096], 4_096);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(5_000);
            socket.send(toDns(Message.newQuery(question).toWire()));
            socket.receive(answer);
        }
        return new Message(Arrays.copyOf(answer.getData(), answer.getLength()));
    }

    private DatagramPacket toDns(byte[] packet) {
        int port = standIns.ports().get("dns");
        return new DatagramPacket(packet, packet.length, InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void metricsAreToldAsPrometheusTellsThem() throws IOException, InterruptedException {
        String recent = query("rabbitmq_consumers{job=\"broker\"}[120000ms]");
        assertThat(recent)
                .contains(
                        "\"resultType\":\"matrix\"",
                        "\"__name__\":\"rabbitmq_consumers\"",
                        "\"40.0\"");
        assertThat(query("max_over_time(sum by (job,instance,pod) (up)[3600s:30s])"))
                .contains("\"resultType\":\"vector\"", "\"job\":\"broker\"", "\"1.0\"")
                .doesNotContain("__name__");
        assertThat(query("rate(rabbitmq_consumers[1m])")).contains("bad_data");

        standIns.suffer(List.of(fault("broker", AnswersText.FAILING)));
        assertThat(query("up[120000ms]")).contains("unavailable");
    }

    private static StandInFaultText fault(String of, AnswersText answers) {
        return new StandInFaultText("broken", of, answers, null, null, null, null, null);
    }

    private ProbeOutcome page() throws InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + standIns.ports().get("player") + "/live");
        return run(
                new ProbeTarget.Http(url, new TreeSet<>(List.of(200)), "ok", Duration.ZERO, null));
    }

    private ProbeOutcome name() throws InterruptedException {
        int port = standIns.ports().get("dns");
        return run(
                new ProbeTarget.Dns(
                        "live." + ZONE,
                        "A",
                        ZONE,
                        new TreeSet<>(List.of("192.0.2.10")),
                        new TreeSet<>(List.of("ns1." + ZONE, "ns2." + ZONE)),
                        List.of(new HostPort("127.0.0.1", port)),
                        List.of(),
                        port,
                        Duration.ZERO,
                        null));
    }

    private ProbeOutcome run(ProbeTarget target) throws InterruptedException {
        return prober.run(
                new ProbeTask("probe", target, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }

    private String query(String query) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + standIns.ports().get("broker")
                                                + "/api/v1/query"))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "query="
                                                + URLEncoder.encode(query, StandardCharsets.UTF_8)
                                                + "&time="
                                                + (System.currentTimeMillis() + 1_000) / 1_000.0))
                        .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
}
