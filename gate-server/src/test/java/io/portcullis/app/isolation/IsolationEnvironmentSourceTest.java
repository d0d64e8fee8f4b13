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
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.testing.InMemoryIsolationStore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From probes and signs of life to observations, and to what they do to rollouts. */
final class IsolationEnvironmentSourceTest extends IsolationSetting {

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

    /** Others are many: coverage alone has one for every pair of servers. */
    @Test
    void onlyProbesOfRegionsAreRead() {
        save("coverage-1", new Vantage("agent-france", FRANCE, "f"), fail(false));
        look(_ -> ProbeOutcome.fit("200"));

        assertThat(probes.read())
                .hasSize(2 * REGIONS.size())
                .allMatch(it -> it.startsWith("relay-") || it.startsWith("edge-"));
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
}
