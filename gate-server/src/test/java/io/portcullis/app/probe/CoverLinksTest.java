package io.portcullis.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.probe.ServeAgents.Beside;
import io.portcullis.app.probe.ServeAgents.Told;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.Standpoint;
import io.portcullis.kernel.relay.coverage.UncoveredLink;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CoverLinksTest {

    private static final Instant NOW = Instant.parse("2026-11-22T19:00:00Z");
    private static final Region EU = new Region("eu-west");
    private static final Region US = new Region("us-east");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final SignalName SIGNAL = new SignalName("acquire");
    private static final ServiceDefinition SERVICE =
            new ServiceDefinition(
                    new ServiceName("media-server"),
                    new TreeSet<>(List.of(EU, US)),
                    ServiceDefinition.allOrderedPairs(List.of(EU, US)),
                    List.of(SignalDefinition.usual(SIGNAL, SignalKind.RATIO, Scope.LINK)));
    private static final CoverageDefinition COVERAGE =
            new CoverageDefinition(
                    SERVICE,
                    SIGNAL,
                    CoverageDefinition.Kind.COMMAND,
                    "/usr/bin/subscribe",
                    List.of("{source_region}", "{endpoint}"),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5));

    private final SettableClock clock = new SettableClock(NOW);
    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final InMemoryProbeStore store = new InMemoryProbeStore();
    private final EvidenceIntake intake =
            new EvidenceIntake(List.of(SERVICE), inbox, "replica-1", LOOK, clock);
    private final CoverLinks cover = new CoverLinks(List.of(COVERAGE), store, intake, clock);
    private final ServeAgents agents = new ServeAgents(List.of(), store, cover, clock);

    @BeforeEach
    void restore() {
        intake.restore();
    }

    @Test
    void anAgentProbesThoseWhoStandElsewhere() {
        assertThat(tasks("in-eu", EU, "1")).isEmpty();

        assertThat(tasks("in-us", US, "2"))
                .singleElement()
                .satisfies(task ->
                        assertThat(((ProbeTarget.Command) task.target()).command())
                                .containsExactly("/usr/bin/subscribe", "eu-west", "at-in-eu"));
        assertThat(tasks("in-eu", EU, "1")).hasSize(1);
    }

    @Test
    void aRunIsOneAttemptOnItsLinkEvenIfToldTwice() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "2").getFirst().name();
        warmUp(probe);
        Counts before = counted();

        tell(probe, ProbeOutcome.unfit("no picture"));
        tell(probe, ProbeOutcome.unfit("no picture"));
        clock.advance(Duration.ofSeconds(15));
        tell(probe, ProbeOutcome.fit("played"));
        clock.advance(Duration.ofSeconds(15));
        tell(probe, ProbeOutcome.unknown("no such program"));
        intake.flush(SERVICE.name());

        assertThat(counted().exposure() - before.exposure()).isEqualTo(2);
        assertThat(counted().events() - before.events()).isEqualTo(1);
    }

    @Test
    void whatIsNotPlannedAnyMoreIsNotCounted() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "1").getFirst().name();
        tasks("in-us", US, "2");

        var taken =
                agents.take(
                        new Vantage("in-us", US, "in-us"),
                        Optional.of(beside("in-us", "2")),
                        List.of(new Told(probe, ProbeOutcome.fit("played"), Duration.ZERO)));

        assertThat(taken.rejections()).singleElement().asString().contains("is not run from in-us");
    }

    @Test
    void oneReportMayTellOfOneProbeTwice() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "2").getFirst().name();
        warmUp(probe);
        Counts before = counted();

        clock.advance(Duration.ofSeconds(15));
        var taken =
                agents.take(
                        new Vantage("in-us", US, "in-us"),
                        Optional.of(beside("in-us", "2")),
                        List.of(
                                new Told(probe, ProbeOutcome.fit("played"), Duration.ZERO),
                                new Told(probe, ProbeOutcome.fit("played"), Duration.ZERO),
                                new Told("coverage-0", ProbeOutcome.fit("?"), Duration.ZERO)));
        intake.flush(SERVICE.name());

        assertThat(taken.rejections()).containsExactly("probe coverage-0 is not run from in-us");
        assertThat(counted().exposure() - before.exposure()).isEqualTo(1);
    }

    @Test
    void whatIsTooOldIsNotCounted() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "2").getFirst().name();

        var taken =
                agents.take(
                        new Vantage("in-us", US, "in-us"),
                        Optional.of(beside("in-us", "2")),
                        List.of(
                                new Told(
                                        probe,
                                        ProbeOutcome.fit("played"),
                                        ServeAgents.AGE_MAX.plusSeconds(1))));

        assertThat(taken.rejections()).singleElement().asString().contains("3601 s old");
        assertThat(store.latest(Set.of(probe))).isEmpty();
    }

    /** A run that cannot be remembered would count again when it is told again. */
    @Test
    void aRunThatCannotBeRememberedIsNotCounted() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "2").getFirst().name();
        warmUp(probe);
        Counts before = counted();
        clock.advance(Duration.ofSeconds(15));

        store.failNext();
        assertThatThrownBy(() -> tell(probe, ProbeOutcome.fit("played")))
                .isInstanceOf(StoreUnavailable.class);
        tell(probe, ProbeOutcome.fit("played"));
        intake.flush(SERVICE.name());

        assertThat(counted().exposure() - before.exposure()).isEqualTo(1);
    }

    @Test
    void aServerIsInARegion() {
        var nowhere = new Vantage("in-eu", null, "in-eu");
        var server = Optional.of(beside("in-eu", "1"));
        var told = List.of(new Told("coverage-0", ProbeOutcome.fit("played"), Duration.ZERO));

        assertThatThrownBy(() -> agents.tasks(nowhere, server))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("vantage.region");
        assertThatThrownBy(() -> agents.take(nowhere, server, told))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("vantage.region");
    }

    @Test
    void anAgentIsToldWhyItCoversNothing() {
        var elsewhere = new ServiceName("chat");
        var asia = new Region("ap-south");

        assertThat(
                        agents.tasks(
                                        new Vantage("in-eu", EU, "in-eu"),
                                        Optional.of(
                                                new Beside(
                                                        elsewhere,
                                                        ReleaseIdentity.ofVersion("1"),
                                                        "a:1")))
                                .leftOut())
                .containsExactly("links of chat: it has no coverage configured");
        assertThat(
                        agents.tasks(
                                        new Vantage("in-asia", asia, "in-asia"),
                                        Optional.of(beside("in-asia", "1")))
                                .leftOut())
                .containsExactly(
                        "links of media-server: ap-south is none of its regions [eu-west, us-east]");
    }

    @Test
    void whatNoRunShowsNowIsNamedWithItsWhy() {
        tasks("in-eu", EU, "1");
        String probe = tasks("in-us", US, "2").getFirst().name();
        tasks("in-eu", EU, "1");

        assertThat(whys()).containsExactly("not run yet", "not run yet");
        tell(probe, ProbeOutcome.unfit("no picture"));
        assertThat(whys()).containsExactly("", "not run yet");

        clock.advance(Duration.ofSeconds(50));
        assertThat(whys()).containsExactly("", "not run yet");
        clock.advance(Duration.ofSeconds(1));
        assertThat(whys()).containsExactly("last run 51 s ago; must be within 50 s", "not run yet");

        tell(probe, ProbeOutcome.unknown("no such program"));
        assertThat(whys()).containsExactly("cannot be probed: no such program", "not run yet");

        clock.advance(CoverLinks.STANDS_FOR);
        tasks("in-us", US, "2");
        assertThat(whys()).isEmpty();
        assertThat(cover.covered(SERVICE.name()).plan().uncovered())
                .extracting(UncoveredLink::why)
                .containsOnly("no agent stands in eu-west");
    }

    private List<String> whys() {
        var covered = cover.covered(SERVICE.name());
        return covered.plan().probes().stream()
                .map(it -> covered.uncoveredWhy(it).orElse(""))
                .toList();
    }

    /** What it says becomes part of what others run. */
    @Test
    void anEndpointIsAHostAndAPort() {
        for (String right :
                List.of("a", "at-in-eu", "10.0.0.1:80", "a_b.example:65535", "[2001:db8::1]:80")) {
            assertThat(new Beside(SERVICE.name(), ReleaseIdentity.ofVersion("1"), right))
                    .isNotNull();
        }
        for (String wrong :
                List.of(
                        "",
                        "-oProxyCommand=x",
                        "a b",
                        "a/../b",
                        "a?x=",
                        "a#",
                        "user@a",
                        "http://a",
                        "a:",
                        "a:80:80",
                        "a\n",
                        "{source_region}",
                        "$(id)",
                        "a".repeat(254))) {
            assertThatIllegalArgumentException()
                    .as(wrong)
                    .isThrownBy(
                            () -> new Beside(SERVICE.name(), ReleaseIdentity.ofVersion("1"), wrong))
                    .withMessageContaining("endpoint");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Beside(SERVICE.name(), ReleaseIdentity.ofVersion("1"), "a\u009b2J"))
                .withMessageStartingWith("endpoint is 'a?2J'");
    }

    /** Rows of earlier versions were not checked. */
    @Test
    void aLinkWhoseEndpointIsNoneIsLeftOutAndSaid() {
        store.stand(
                new ProbedServer(
                        SERVICE.name(),
                        new Standpoint("in-eu", EU, ReleaseIdentity.ofVersion("1")),
                        "--output=/etc/passwd",
                        NOW));

        var assigned =
                agents.tasks(new Vantage("in-us", US, "in-us"), Optional.of(beside("in-us", "2")));

        assertThat(assigned.tasks()).isEmpty();
        assertThat(assigned.leftOut())
                .singleElement()
                .asString()
                .startsWith("link eu-west -> us-east: endpoint is '--output=/etc/passwd'; must be");
    }

    /** People read it, and logs are kept. */
    @Test
    void aLinkWhoseTargetIsNoUrlIsLeftOutWithoutItsSecrets() {
        var secret =
                new CoverageDefinition(
                        SERVICE,
                        SIGNAL,
                        CoverageDefinition.Kind.HTTP,
                        "https://{endpoint}/x?token=topsecret",
                        List.of(),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(5));
        var covering = new CoverLinks(List.of(secret), store, intake, clock);
        store.stand(
                new ProbedServer(
                        SERVICE.name(),
                        new Standpoint("in-eu", EU, ReleaseIdentity.ofVersion("1")),
                        "[1]:80",
                        NOW));

        var assigned =
                new ServeAgents(List.of(), store, covering, clock)
                        .tasks(
                                new Vantage("in-us", US, "in-us"),
                                Optional.of(beside("in-us", "2")));

        assertThat(assigned.leftOut())
                .singleElement()
                .asString()
                .startsWith("link eu-west -> us-east: endpoint is [1]:80: target is no URL")
                .doesNotContain("topsecret");
    }

    private void warmUp(String probe) {
        // The first looks of a server that counts are left out.
        tell(probe, ProbeOutcome.fit("played"));
        for (int look = 0; look < 10; look++) {
            clock.advance(LOOK);
            tasks("in-eu", EU, "1");
            tasks("in-us", US, "2");
            intake.flush(SERVICE.name());
        }
    }

    private Counts counted() {
        return inbox.history(SERVICE.name(), Instant.EPOCH).stream()
                .flatMap(row -> row.evidence().counts().entrySet().stream())
                .filter(it -> it.getKey().signal().equals(SIGNAL))
                .map(java.util.Map.Entry::getValue)
                .reduce(new Counts(0, 0), Counts::plus);
    }

    private void tell(String probe, ProbeOutcome outcome) {
        agents.take(
                new Vantage("in-us", US, "in-us"),
                Optional.of(beside("in-us", "2")),
                List.of(new Told(probe, outcome, Duration.ZERO)));
    }

    private List<io.portcullis.probe.ProbeTask> tasks(
            String vantage, Region region, String version) {
        return agents.tasks(
                        new Vantage(vantage, region, vantage),
                        Optional.of(beside(vantage, version)))
                .tasks();
    }

    private static Beside beside(String vantage, String version) {
        return new Beside(SERVICE.name(), ReleaseIdentity.ofVersion(version), "at-" + vantage);
    }
}
