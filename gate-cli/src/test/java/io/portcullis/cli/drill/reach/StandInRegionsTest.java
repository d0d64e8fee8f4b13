package io.portcullis.cli.drill.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import io.portcullis.probe.run.Prober;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** By the very probes that agents run. */
final class StandInRegionsTest {
    @Test
    void aRegionThatWithdrewRefusesPeersAndUsersAndAcceptsConnections() throws Exception {
        try (StandInRegions regions = StandInRegions.start(List.of("de", "us-east"), 0)) {
            RegionAddresses east = at(regions, "us-east");
            assertThat(probed(east)).containsExactly(Verdict.FIT, Verdict.FIT, Verdict.FIT);

            regions.withdraw(Set.of("us-east"));

            assertThat(probed(east)).containsExactly(Verdict.UNFIT, Verdict.UNFIT, Verdict.FIT);
            assertThat(probed(at(regions, "de"))).containsOnly(Verdict.FIT);
            regions.withdraw(Set.of());
            assertThat(probed(east)).containsOnly(Verdict.FIT);
        }
    }

    @Test
    void plansTheAddressesThatItThenHas() {
        int port = free();

        try (StandInRegions regions = StandInRegions.start(List.of("us-east", "de"), port)) {
            assertThat(regions.addresses())
                    .isEqualTo(StandInRegions.planned(List.of("us-east", "de"), port));
        }
    }

    /** Of four in a row: those of a pair of regions that are closed again. */
    private static int free() {
        try (StandInRegions regions = StandInRegions.start(List.of("any"), 0)) {
            return URI.create(at(regions, "any").edge()).getPort() + 100;
        }
    }

    private static RegionAddresses at(StandInRegions regions, String region) {
        return Objects.requireNonNull(regions.addresses().get(region));
    }

    /** Relay path, public edge, relay port. */
    private static List<Verdict> probed(RegionAddresses region) throws InterruptedException {
        URI relay = URI.create("tcp://" + region.relay());
        HostPort port = new HostPort(relay.getHost(), relay.getPort());
        return List.of(
                probe(new ProbeTarget.Grpc(port, "", Transport.PLAIN_TEXT, null)),
                probe(
                        new ProbeTarget.Http(
                                URI.create(region.edge()),
                                new TreeSet<>(Set.of(200)),
                                null,
                                Duration.ZERO,
                                null)),
                probe(new ProbeTarget.Tcp(port)));
    }

    private static Verdict probe(ProbeTarget target) throws InterruptedException {
        try (var prober = new Prober(InstantSource.system())) {
            return prober.run(
                            new ProbeTask(
                                    "it", target, Duration.ofMinutes(1), Duration.ofSeconds(10)))
                    .verdict();
        }
    }
}
