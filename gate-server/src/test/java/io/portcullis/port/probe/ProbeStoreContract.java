package io.portcullis.port.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.Standpoint;
import io.portcullis.probe.ProbeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ProbeStore} must do. */
public abstract class ProbeStoreContract {

    private static final Instant START = Instant.parse("2026-11-22T19:00:00.123456Z");
    private static final Vantage HERE = new Vantage("gate-1", new Region("eu-west"), "backbone");
    private static final Vantage THERE = new Vantage("agent-1", null, "cafe");

    /** A store with nothing in it. */
    protected abstract ProbeStore store();

    @Test
    void givesBackTheLatestOfEachProbeAndVantagePoint() {
        var store = store();
        var failing = result("live", HERE, START.plusSeconds(10), ProbeOutcome.unfit("exit 1"));
        var first = result("live", HERE, START, fit());
        var there = result("live", THERE, START, fit());
        var other = result("dns", HERE, START, ProbeOutcome.unknown("told nothing"));

        store.save(List.of(first, there, other));
        store.save(List.of(failing));

        assertThat(store.latest(Set.of("dns", "live"))).containsExactly(other, there, failing);
        assertThat(store.latest(Set.of("live", "unheard-of"))).containsExactly(there, failing);
        assertThat(store.latest(Set.of())).isEmpty();
    }

    @Test
    void anEarlierResultDoesNotReplaceALaterOne() {
        var store = store();
        var later = result("live", HERE, START.plusSeconds(10), fit());

        store.save(List.of(later));
        store.save(List.of(result("live", HERE, START, ProbeOutcome.unfit("exit 1"))));

        assertThat(store.latest(Set.of("live"))).containsExactly(later);
    }

    @Test
    void aVantagePointThatSaysNothingMoreIsForgotten() {
        var store = store();
        store.save(List.of(result("live", THERE, START, fit())));

        Instant later = START.plus(ProbeStore.SILENCE_MAX).plusSeconds(1);
        var last = result("live", HERE, later, fit());
        store.save(List.of(last));

        assertThat(store.latest(Set.of("live"))).containsExactly(last);
    }

    /** As those of a release that runs nowhere any more. */
    @Test
    void aProbeOfWhichNobodyTellsAnyMoreIsForgotten() {
        var store = store();
        var before = result("coverage-1", HERE, START, fit());
        store.save(List.of(before));

        store.save(List.of(result("coverage-2", HERE, START.plus(ProbeStore.SILENCE_MAX), fit())));
        assertThat(store.latest(Set.of("coverage-1"))).containsExactly(before);

        var last = result("live", HERE, START.plus(ProbeStore.SILENCE_MAX).plusSeconds(1), fit());
        store.save(List.of(last));
        assertThat(store.latest(Set.of("coverage-1", "live"))).containsExactly(last);
    }

    @Test
    void ofTooManyVantagePointsThoseSilentLongestAreForgotten() {
        var store = store();
        var results = new ArrayList<ProbeResult>();
        for (int i = 0; i < ProbeStore.VANTAGES_MAX + 5; i++) {
            var vantage = new Vantage("agent-%03d".formatted(i), null, "net");
            results.add(result("live", vantage, START.plusSeconds(i), fit()));
        }

        store.save(results);

        assertThat(store.latest(Set.of("live")))
                .containsExactlyElementsOf(results.subList(5, results.size()));
    }

    @Test
    void remembersWhereAgentsStandUntilTheyAreSilent() {
        var store = store();
        var before = server("agent-1", "1", START);
        var after = server("agent-1", "2", START.plusSeconds(30));
        var other = server("agent-2", "1", START);

        store.stand(before);
        store.stand(after);
        store.stand(other);

        assertThat(store.servers(START)).containsExactly(after, other);
        assertThat(store.servers(START.plusSeconds(1))).containsExactly(after);

        var later = server("agent-3", "1", START.plusSeconds(1).plus(ProbeStore.SILENCE_MAX));
        store.stand(later);

        assertThat(store.servers(START)).containsExactly(after, later);
    }

    @Test
    void ofTooManyServersThoseSilentLongestAreForgotten() {
        var store = store();
        for (int i = 0; i < ProbeStore.SERVERS_MAX + 5; i++) {
            store.stand(server("agent-%03d".formatted(i), "1", START.plusSeconds(i)));
        }

        assertThat(store.servers(START))
                .extracting(it -> it.standpoint().vantage())
                .hasSize(ProbeStore.SERVERS_MAX)
                .startsWith("agent-005");
    }

    private static ProbedServer server(String vantage, String version, Instant at) {
        return new ProbedServer(
                new ServiceName("media-server"),
                new Standpoint(
                        vantage,
                        new Region("eu-west"),
                        new ReleaseIdentity(version, "sha256:a", "")),
                "10.0.0.1:7880",
                at);
    }

    private static ProbeOutcome fit() {
        return ProbeOutcome.fit("answered 200").took(Duration.ofMillis(35));
    }

    private static ProbeResult result(
            String probe, Vantage vantage, Instant at, ProbeOutcome outcome) {
        return new ProbeResult(probe, vantage, at, outcome);
    }
}
