package io.portcullis.probe.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** A parent zone on one loopback address, two name servers of the zone on others, one port. */
@Timeout(60)
final class DnsCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final String NAME = "live.media.example";
    private static final String ZONE = "media.example";

    private DnsServer parent;
    private DnsServer first;
    private DnsServer second;

    @BeforeEach
    void start() throws IOException {
        parent = DnsServer.start("127.0.0.1", 0);
        first = DnsServer.start("127.0.0.2", parent.port());
        second = DnsServer.start("127.0.0.3", parent.port());
        parent.say("example", Type.NS, "ns.example.")
                .say("ns.example", Type.A, "127.0.0.1")
                .say("ns1.media.example", Type.A, "127.0.0.2")
                .say("ns2.media.example", Type.A, "127.0.0.3")
                .refer(ZONE, "ns1.media.example.", "ns2.media.example.");
        first.say(NAME, Type.A, "192.0.2.1");
        second.say(NAME, Type.A, "192.0.2.1");
    }

    @AfterEach
    void stop() {
        parent.close();
        first.close();
        second.close();
    }

    @Test
    void everyNameServerIsAskedItself() throws Exception {
        assertThat(probe("192.0.2.1"))
                .returns(Verdict.FIT, ProbeOutcome::verdict)
                .returns("2 of 2 name servers answer [192.0.2.1]", ProbeOutcome::text);
    }

    @Test
    void oneWrongAnswerIsUnfit() throws Exception {
        second.say(NAME, Type.A, "198.51.100.9");

        assertThat(probe("192.0.2.1"))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns(
                        "ns2.media.example answers 198.51.100.9; must be one of [192.0.2.1]",
                        ProbeOutcome::text);
    }

    @Test
    void aRotatedAnswerIsFitWhileEachRecordIsExpected() throws Exception {
        first.say(NAME, Type.A, "192.0.2.2");

        assertThat(probe("192.0.2.1", "192.0.2.2").verdict()).isEqualTo(Verdict.FIT);
    }

    /** As on 8 October 2020: the provider's domain vanished, every service was green. */
    @Test
    void aZoneThatIsDelegatedNoMoreIsUnfitWhateverItsServersSay() throws Exception {
        parent.fail(ZONE, Type.NS, Rcode.NXDOMAIN);

        assertThat(probe("192.0.2.1"))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .returns(
                        "media.example is delegated to nobody: its parent says NXDOMAIN",
                        ProbeOutcome::text);
    }

    @Test
    void aZoneDelegatedToOthersIsUnfit() throws Exception {
        parent.refer(ZONE, "ns1.media.example.", "ns.parked.example.");

        assertThat(probe("192.0.2.1").text())
                .isEqualTo(
                        "media.example is delegated to [ns.parked.example, ns1.media.example]; must be"
                                + " [ns1.media.example, ns2.media.example]");
    }

    @Test
    void failuresAreToldApart() throws Exception {
        second.fail(NAME, Type.A, Rcode.SERVFAIL);
        assertThat(probe().text()).endsWith("; ns2.media.example says SERVFAIL");
        second.fail(NAME, Type.A, Rcode.NXDOMAIN);
        assertThat(probe().text()).isEqualTo("ns2.media.example says NXDOMAIN");
        second.say(NAME, Type.A);
        assertThat(probe().text()).isEqualTo("ns2.media.example says there is no A record");
        second.refer(NAME, "elsewhere.example.").on(NAME, Type.A, question -> lame(question));
        assertThat(probe().text()).endsWith("; ns2.media.example is not responsible for the name");
        second.silent(NAME, Type.A);
        assertThat(probe().text())
                .isEqualTo("1 of 2 name servers answer [192.0.2.1]; ns2.media.example times out");
    }

    private static Message lame(Message question) {
        Message answer = DnsServer.filled(question, Section.ANSWER, NAME, Type.A, "192.0.2.1");
        answer.getHeader().unsetFlag(org.xbill.DNS.Flags.AA);
        return answer;
    }

    @Test
    void halfOfTheServersSilentIsUnfitAndOneOfThreeIsNot() throws Exception {
        second.silent(NAME, Type.A);
        assertThat(probe().verdict()).isEqualTo(Verdict.UNFIT);

        try (var third = DnsServer.start("127.0.0.4", parent.port())) {
            third.say(NAME, Type.A, "192.0.2.1");
            parent.say("ns3.media.example", Type.A, "127.0.0.4")
                    .refer(ZONE, "ns1.media.example.", "ns2.media.example.", "ns3.media.example.");

            assertThat(check(target(Set.of(), Set.of(), null)).verdict()).isEqualTo(Verdict.FIT);
        }
    }

    @Test
    void anAliasIsComparedByItsName() throws Exception {
        first.on(NAME, Type.A, DnsCheckTest::alias);
        second.on(NAME, Type.A, DnsCheckTest::alias);

        assertThat(probe("edge.cdn.example").verdict()).isEqualTo(Verdict.FIT);
        assertThat(probe("192.0.2.1").verdict()).isEqualTo(Verdict.UNFIT);
    }

    private static Message alias(Message question) {
        return DnsServer.filled(question, Section.ANSWER, NAME, Type.CNAME, "edge.cdn.example.");
    }

    @Test
    void aSignatureThatEndsSoonIsUnfit() throws Exception {
        first.on(NAME, Type.A, DnsCheckTest::signed);

        assertThat(probe("192.0.2.1"))
                .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                .extracting(ProbeOutcome::text)
                .asString()
                .startsWith(
                        "ns1.media.example has a signature that expires at 2026-11-23T00:00:00Z");
    }

    private static Message signed(Message question) {
        Message answer = DnsServer.filled(question, Section.ANSWER, NAME, Type.A, "192.0.2.1");
        answer.addRecord(
                DnsServer.record(
                        NAME,
                        Type.RRSIG,
                        "A 13 3 60 20261123000000 20261101000000 1 media.example. AAAA"),
                Section.ANSWER);
        return answer;
    }

    @Test
    void aParentThatCannotBeAskedTellsNothing() throws Exception {
        parent.fail("example", Type.NS, Rcode.SERVFAIL).fail("", Type.NS, Rcode.SERVFAIL);

        assertThat(probe().verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRegistrationThatEndsSoonIsUnfit() throws Exception {
        HttpServer registry =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.createContext(
                "/domain/media.example",
                exchange -> {
                    byte[] record =
                            """
                            {"events":[{"eventAction":"registration","eventDate":"2019-01-01T00:00:00Z"},
                             {"eventAction":"expiration","eventDate":"2026-11-23T12:00:00Z"}]}
                            """
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, record.length);
                    exchange.getResponseBody().write(record);
                    exchange.close();
                });
        registry.start();
        try {
            var url =
                    URI.create(
                            "http://127.0.0.1:%d/domain/media.example"
                                    .formatted(registry.getAddress().getPort()));

            assertThat(check(target(Set.of(), Set.of(), url)))
                    .returns(Verdict.UNFIT, ProbeOutcome::verdict)
                    .returns(
                            "its registration expires at 2026-11-23T12:00:00Z, in 24 h; must be valid"
                                    + " for 48 h",
                            ProbeOutcome::text);
        } finally {
            registry.stop(0);
        }
    }

    private ProbeOutcome probe(String... expected) throws Exception {
        return check(
                target(Set.of(expected), Set.of("ns1.media.example", "ns2.media.example"), null));
    }

    private ProbeOutcome check(ProbeTarget.Dns target) throws Exception {
        return new DnsCheck(target, InstantSource.fixed(NOW)).check(Duration.ofSeconds(2));
    }

    private ProbeTarget.Dns target(Set<String> expected, Set<String> delegation, URI registration) {
        return new ProbeTarget.Dns(
                NAME,
                "A",
                ZONE,
                new TreeSet<>(expected),
                new TreeSet<>(delegation),
                List.of(new HostPort("127.0.0.1", parent.port())),
                List.of(),
                parent.port(),
                Duration.ofDays(2),
                registration);
    }
}
