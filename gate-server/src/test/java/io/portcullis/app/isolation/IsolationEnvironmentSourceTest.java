package io.portcullis.app.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.health.EnvironmentLimits;
import io.portcullis.kernel.environment.health.EnvironmentPolicy;
import io.portcullis.kernel.environment.health.EnvironmentStep;
import io.portcullis.kernel.environment.health.EnvironmentView;
import io.portcullis.kernel.environment.health.StandingHealth;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.isolation.IsolationLimits;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.RelayNode;
import io.portcullis.port.isolation.RegionSigns;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.InMemoryIsolationStore;
import io.portcullis.testing.InMemoryProbeStore;
import io.portcullis.testing.ScriptedRegionSignSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** From probes and signs of life to observations, and to what they do to rollouts. */
final class IsolationEnvironmentSourceTest {

    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final Region US_EAST = new Region("us-east");
    private static final Region US_WEST = new Region("us-west");
    private static final Region GERMANY = new Region("germany");
    private static final Region FRANCE = new Region("france");
    private static final List<Region> REGIONS = List.of(US_EAST, US_WEST, GERMANY, FRANCE);
    private static final List<String> NETWORKS = List.of("net-a", "net-b", "net-c");

    private final InMemoryProbeStore probes = new InMemoryProbeStore();
    private final ScriptedRegionSignSource metrics =
            new ScriptedRegionSignSource(Proof.Way.METRIC_STORE);
    private final ReadSigns signs = new ReadSigns(List.of(metrics));
    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final InMemoryIsolationStore store = new InMemoryIsolationStore();
    private IsolationEnvironmentSource source =
            new IsolationEnvironmentSource(
                    Optional.of(watch(US_WEST)), probes, signs, inbox, store);
    private Instant now = START;
    private List<Observation> last = List.of();

    @Test
    void healthyRegionsAreFitEverywhere() {
        look(_ -> ProbeOutcome.fit("200"));

        assertThat(last).extracting(Observation::condition).containsOnly(Condition.FIT);
        assertThat(last)
                .extracting(it -> it.subject().fingerprint())
                .contains(
                        "ISOLATION/us-east",
                        "ISOLATION/public edge",
                        "ISOLATION/latched isolation",
                        "REACHABILITY/relay path");
    }

    @Test
    void edgeThatFailsConcernsItsRegionOnly() {
        for (int i = 0; i < 3; i++) {
            says(US_EAST, Claim.Says.CONNECTED);
            look(it -> fail(it.equals("edge-us-east")));
        }

        assertThat(of("ISOLATION/public edge", US_EAST).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/public edge", US_EAST).text())
                .startsWith(
                        "EDGE_OUTAGE since 2024-02-07T19:00:10Z. Cannot reach it: 0 of 3 peers,"
                                + " 3 of 3 networks outside (net-a, net-b, net-c)");
        assertThat(of("ISOLATION/public edge", FRANCE).condition()).isEqualTo(Condition.FIT);
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.FIT);
    }

    @Test
    void claimOfIsolationThatPeersContradictFreezesEverything() {
        var health = StandingHealth.NONE;
        for (int i = 0; i < 3; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            look(_ -> ProbeOutcome.fit("200"));
            health = EnvironmentStep.of(health, last, EnvironmentLimits.DEFAULT, now).health();
        }

        var found = of("ISOLATION/us-east", null);
        assertThat(found.condition()).isEqualTo(Condition.UNFIT);
        assertThat(found.rule().effect()).isEqualTo(Effect.HOLD);
        assertThat(found.text())
                .startsWith("us-east: SUSPECTED_FALSE_ISOLATION since")
                .contains("Keep it serving or restore it; do not drain it.");
        assertThat(health.faults())
                .singleElement()
                .satisfies(it -> assertThat(it.fingerprint()).isEqualTo("ISOLATION/us-east"));
        var freezes =
                EnvironmentView.of(health, List.of(), EnvironmentPolicy.DEFAULT, now).freezes();
        assertThat(freezes).singleElement().satisfies(it -> assertThat(it.regions()).isEmpty());
    }

    @Test
    void claimOnTheRelayWireCountsLikeAGaugeOfIt() {
        for (int i = 1; i <= 3; i++) {
            said(US_EAST, i, Claim.Says.ISOLATED, Claim.Says.ISOLATED, Claim.Says.CONNECTED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/us-east", null).text())
                .startsWith("us-east: SUSPECTED_FALSE_ISOLATION since")
                .contains("it says it is isolated");
    }

    @Test
    void claimOfAMinorityOfItsNodesIsNone() {
        for (int i = 1; i <= 3; i++) {
            said(US_EAST, i, Claim.Says.ISOLATED, Claim.Says.CONNECTED, Claim.Says.CONNECTED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.FIT);
        assertThat(of("ISOLATION/us-east", null).text()).contains("it says it is connected");
    }

    @Test
    void nodesThatFellSilentAreNotIsolatedAndAreForgottenInTheEnd() {
        said(US_EAST, 1, Claim.Says.ISOLATED);
        now = now.plus(Duration.ofMinutes(2));
        look(_ -> ProbeOutcome.fit("200"));
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(of("ISOLATION/us-east", null).text()).contains("silence is not isolation");

        now = now.plus(Duration.ofMinutes(9));
        look(_ -> ProbeOutcome.fit("200"));

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.FIT);
    }

    /** Each node of the region, as it is stored before the next look. */
    private void said(Region region, long sequence, Claim.Says... says) {
        var nodes = new ArrayList<RelayNode>();
        for (Claim.Says one : says) {
            nodes.add(
                    new RelayNode(
                            region,
                            "node-" + nodes.size(),
                            "1.5.1",
                            "",
                            "",
                            "e1",
                            NodeProtocols.UNKNOWN,
                            sequence,
                            now,
                            null,
                            new Claim(now.plusSeconds(3), one)));
        }
        var nothing = new VersionedEvidence(now, Map.of(), List.of());
        inbox.append(
                new InboxBatch(new ServiceName("media"), nothing, "replica-1", List.of(), nodes));
    }

    @Test
    void regionThatReachesNobodyIsOneFaultWithItsOtherDirection() {
        for (int i = 0; i < 3; i++) {
            REGIONS.forEach(it -> says(it, Claim.Says.CONNECTED));
            now = now.plus(LOOK);
            probe(_ -> ProbeOutcome.fit("200"));
            REGIONS.stream()
                    .filter(it -> !it.equals(GERMANY))
                    .forEach(it ->
                            save(
                                    "relay-" + it,
                                    new Vantage("agent-germany", GERMANY, "germany"),
                                    fail(true)));
            last = source.observe(now);
        }

        assertThat(of("ISOLATION/germany", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/germany", null).text())
                .contains("PARTITION_UNNOTICED", "It cannot reach: 3 of 3 peers");
        assertThat(last).filteredOn(it -> it.condition() == Condition.UNFIT).hasSize(1);
    }

    @Test
    void pairThatFailsIsAnUnfitLink() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(LOOK);
            probe(_ -> ProbeOutcome.fit("200"));
            save("relay-france", new Vantage("agent-germany", GERMANY, "germany"), fail(true));
            last = source.observe(now);
        }

        assertThat(of("REACHABILITY/relay path", new Link(GERMANY, FRANCE)).condition())
                .isEqualTo(Condition.UNFIT);
        assertThat(of("REACHABILITY/relay path", new Link(FRANCE, GERMANY)).condition())
                .isEqualTo(Condition.FIT);
    }

    @Test
    void withdrawalIsNamedFromStockMetricsAloneAndByNobodyInTheRegionItself() {
        var stock = stock(US_WEST, store);
        var inRegion = stock(US_EAST, new InMemoryIsolationStore());
        var blind = List.<Observation>of();
        for (int i = 0; i < 3; i++) {
            now = now.plus(LOOK);
            carries(US_EAST, 1_000, 3);
            carries(US_WEST, 500, 1_400);
            last = stock.observe(now);
            blind = inRegion.observe(now);
        }

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(of("ISOLATION/us-east", null).rule().effect()).isEqualTo(Effect.HOLD);
        assertThat(of("ISOLATION/us-east", null).text())
                .contains("WITHDRAWN_WHILE_REACHABLE", "fell from 1000 to 3", "do not drain");
        assertThat(blind).extracting(Observation::condition).doesNotContain(Condition.UNFIT);
    }

    @Test
    void anotherServerGoesOnWhereTheOneBeforeItEnded() {
        var first = stock(US_WEST, store);
        withdraws();
        first.observe(now);
        withdraws();
        first.observe(now);
        withdraws();

        // The fall itself is no longer in what the metric stores hold of the last minutes.
        carries(US_EAST, 3, 3);
        carries(US_WEST, 1_400, 1_400);
        last = stock(US_WEST, store).observe(now);

        assertThat(of("ISOLATION/us-east", null).text())
                .contains("WITHDRAWN_WHILE_REACHABLE", "fell from 1000 to 3");
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        var forgetful = stock(US_WEST, new InMemoryIsolationStore());
        assertThat(forgetful.observe(now))
                .extracting(Observation::condition)
                .doesNotContain(Condition.UNFIT);
    }

    @Test
    void looksBeforeALongPauseAreNotInARowWithThoseAfterIt() {
        var first = stock(US_WEST, store);
        withdraws();
        first.observe(now);
        withdraws();
        first.observe(now);
        now = now.plus(Duration.ofMinutes(2));
        var second = stock(US_WEST, store);

        withdraws();
        last = second.observe(now);
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNKNOWN);
        withdraws();
        second.observe(now);
        withdraws();
        last = second.observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
    }

    @Test
    void latchGoesOnOverARestart() {
        for (int i = 0; i < 6; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            look(_ -> ProbeOutcome.fit("200"));
        }
        source =
                new IsolationEnvironmentSource(
                        Optional.of(watch(US_WEST)), probes, signs, inbox, store);

        for (int i = 0; i < 2; i++) {
            says(US_EAST, Claim.Says.ISOLATED);
            look(_ -> ProbeOutcome.fit("200"));
        }

        assertThat(of("ISOLATION/latched isolation", US_EAST).text())
                .startsWith("us-east can be reached for 70 s and is still offline");
    }

    @Test
    void storeThatIsAwayStopsNothingAndHasAllOfItWhenItIsBack() {
        var stock = stock(US_WEST, store);
        withdraws();
        stock.observe(now);
        store.leave();
        withdraws();
        stock.observe(now);
        withdraws();
        last = stock.observe(now);
        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);

        store.comeBack();
        withdraws();
        stock.observe(now);
        withdraws();
        last = stock(US_WEST, store).observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
        assertThat(store.load().revision()).isEqualTo(3);
    }

    @Test
    void whoWatchedBeforeTakesWhatWasFoundSince() {
        var former = stock(US_WEST, store);
        former.observe(now);
        var owner = stock(US_WEST, store);
        withdraws();
        owner.observe(now);
        withdraws();
        owner.observe(now);

        withdraws();
        last = former.observe(now);

        assertThat(of("ISOLATION/us-east", null).condition()).isEqualTo(Condition.UNFIT);
    }

    /** At the next look, and the looks after it. */
    private void withdraws() {
        now = now.plus(LOOK);
        carries(US_EAST, 1_000, 3);
        carries(US_WEST, 500, 1_400);
    }

    private IsolationEnvironmentSource stock(Region here, InMemoryIsolationStore memory) {
        return new IsolationEnvironmentSource(
                Optional.of(stock(here)), probes, signs, inbox, memory);
    }

    @Test
    void twoRegionsThatProbeEachOtherAreNotHeldForWantOfAQuorum() {
        for (int i = 0; i < 3; i++) {
            now = now.plus(LOOK);
            save("relay-france", new Vantage("agent-germany", GERMANY, "g"), fail(false));
            save("relay-germany", new Vantage("agent-france", FRANCE, "f"), fail(false));
            last = source.observe(now);
        }

        assertThat(of("ISOLATION/france", null).condition()).isEqualTo(Condition.UNKNOWN);
        assertThat(of("ISOLATION/france", null).rule().effect()).isEqualTo(Effect.RECORD);
    }

    @Test
    void signsAreAskedOnceALook() {
        var capacity = new CapacityEnvironmentSource(Optional.empty(), signs);

        look(_ -> ProbeOutcome.fit("200"));
        signs.at(now);

        assertThat(metrics.asked()).isEqualTo(1);
        assertThat(capacity.observe(now)).isEmpty();
        var unwatched =
                new IsolationEnvironmentSource(Optional.empty(), probes, signs, inbox, store);
        assertThat(unwatched.observe(now.plus(LOOK))).isEmpty();
        assertThat(metrics.asked()).isEqualTo(1);
    }

    private static IsolationWatch watch(@Nullable Region here) {
        var relay = new TreeMap<String, Region>();
        var edges = new TreeMap<String, Region>();
        REGIONS.forEach(it -> relay.put("relay-" + it, it));
        REGIONS.forEach(it -> edges.put("edge-" + it, it));
        return new IsolationWatch(
                new TreeSet<>(REGIONS),
                relay,
                edges,
                new TreeMap<>(),
                new TreeSet<>(),
                here,
                IsolationLimits.DEFAULT,
                Effect.HOLD,
                Duration.ofMinutes(5));
    }

    private static IsolationWatch stock(Region here) {
        return new IsolationWatch(
                new TreeSet<>(REGIONS),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeSet<>(),
                here,
                IsolationLimits.DEFAULT,
                Effect.HOLD,
                Duration.ofMinutes(5));
    }

    private interface Answer {
        ProbeOutcome of(String probe);
    }

    private void look(Answer answer) {
        now = now.plus(LOOK);
        probe(answer);
        last = source.observe(now);
    }

    private void probe(Answer answer) {
        for (Region to : REGIONS) {
            for (Region from : REGIONS) {
                String relay = "relay-" + to;
                save(relay, new Vantage("agent-" + from, from, from.name()), answer.of(relay));
            }
            for (String network : NETWORKS) {
                String edge = "edge-" + to;
                save(edge, new Vantage("out-" + network, null, network), answer.of(edge));
            }
        }
    }

    private void save(String probe, Vantage vantage, ProbeOutcome outcome) {
        probes.save(List.of(new ProbeResult(probe, vantage, now, outcome)));
    }

    private static ProbeOutcome fail(boolean fails) {
        return fails ? ProbeOutcome.unfit("refused") : ProbeOutcome.fit("200");
    }

    private void says(Region region, Claim.Says says) {
        metrics.put(
                region,
                new RegionSigns(
                        Optional.empty(),
                        List.of(),
                        Optional.of(new Claim(now.plus(LOOK), says)),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    private void carries(Region region, double before, double after) {
        var levels = new ArrayList<SessionLevel>();
        levels.add(new SessionLevel(now.minusSeconds(60), before));
        levels.add(new SessionLevel(now, after));
        metrics.put(
                region,
                new RegionSigns(
                        Optional.of(now),
                        levels,
                        Optional.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()));
    }

    private Observation of(String fingerprint, @Nullable Place place) {
        return last.stream()
                .filter(it -> it.subject().fingerprint().equals(fingerprint))
                .filter(it -> Objects.equals(it.subject().place(), place))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                fingerprint
                                        + " is not in "
                                        + last.stream().map(Observation::subject).toList()));
    }
}
