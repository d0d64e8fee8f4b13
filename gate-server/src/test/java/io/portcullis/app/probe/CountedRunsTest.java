package io.portcullis.app.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.probe.ServeAgents.Beside;
import io.portcullis.app.probe.ServeAgents.Taken;
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
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each run of a report counts once, however often it is told and whatever fails meanwhile. */
final class CountedRunsTest {

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
                    CoverageDefinition.Kind.TCP,
                    "{endpoint}:443",
                    List.of(),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(5));

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-22T19:00:00Z"));
    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final InMemoryProbeStore store = new InMemoryProbeStore();
    private final EvidenceIntake intake =
            new EvidenceIntake(List.of(SERVICE), inbox, "replica-1", LOOK, this::intakeTime);
    private final ServeAgents agents =
            new ServeAgents(
                    List.of(),
                    store,
                    new CoverLinks(List.of(COVERAGE), store, intake, clock),
                    clock);

    private int failsAfter = Integer.MAX_VALUE;
    private Duration behind = Duration.ZERO;
    private List<String> probes = List.of();
    private Counts before = Counts.NONE;

    @BeforeEach
    void warmUp() {
        intake.restore();
        stand();
        tell();
        // The first looks of a server that counts are left out.
        for (int look = 0; look < 10; look++) {
            clock.advance(LOOK);
            stand();
            intake.flush(SERVICE.name());
        }
        assertThat(probes).hasSize(2);
        before = counted();
    }

    @Test
    void whatFollowsAFailureCountsWhenItIsToldAgainAndNothingTwice() {
        failsAfter = 1;
        assertThatIllegalStateException().isThrownBy(this::tell);
        failsAfter = Integer.MAX_VALUE;

        assertThat(tell().rejections()).isEmpty();
        assertThat(tell().rejections()).isEmpty();

        assertThat(counted().exposure() - before.exposure()).isEqualTo(2);
    }

    @Test
    void whatTheIntakeDoesNotTakeCountsWhenItIsToldAgain() {
        behind = Duration.ofSeconds(31);
        assertThat(tell().rejections()).hasSize(2);
        behind = Duration.ZERO;

        assertThat(tell().rejections()).isEmpty();
        assertThat(tell().rejections()).isEmpty();

        assertThat(counted().exposure() - before.exposure()).isEqualTo(2);
    }

    @Test
    void aRunThatWasNeverRememberedCountsOnceInOneReport() {
        store.failNext();
        assertThatThrownBy(this::tell).isInstanceOf(StoreUnavailable.class);
        probes = List.of(probes.getFirst(), probes.getFirst());

        tell();
        tell();

        assertThat(counted().exposure() - before.exposure()).isEqualTo(1);
    }

    private Instant intakeTime() {
        if (failsAfter-- == 0) {
            throw new IllegalStateException("scripted");
        }
        return clock.instant().minus(behind);
    }

    /** Two releases stand in one region, so that one agent probes twice. */
    private void stand() {
        tasks("in-eu", EU, "1");
        tasks("in-eu-2", EU, "2");
        probes = tasks("in-us", US, "2").stream().map(ProbeTask::name).toList();
    }

    private List<ProbeTask> tasks(String vantage, Region region, String version) {
        return agents.tasks(
                        new Vantage(vantage, region, vantage),
                        Optional.of(beside(vantage, version)))
                .tasks();
    }

    private Taken tell() {
        return agents.take(
                new Vantage("in-us", US, "in-us"),
                Optional.of(beside("in-us", "2")),
                probes.stream()
                        .map(it -> new Told(it, ProbeOutcome.fit("connected"), Duration.ZERO))
                        .toList());
    }

    private static Beside beside(String vantage, String version) {
        return new Beside(SERVICE.name(), ReleaseIdentity.ofVersion(version), "at-" + vantage);
    }

    private Counts counted() {
        intake.flush(SERVICE.name());
        return inbox.history(SERVICE.name(), Instant.EPOCH).stream()
                .flatMap(row -> row.evidence().counts().entrySet().stream())
                .filter(it -> it.getKey().signal().equals(SIGNAL))
                .map(Map.Entry::getValue)
                .reduce(Counts.NONE, Counts::plus);
    }
}
