package io.portcullis.cli.drill.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.probe.HostPort;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTarget;
import io.portcullis.probe.ProbeTarget.Transport;
import io.portcullis.probe.ProbeTask;
import io.portcullis.probe.run.Prober;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** By the very probes that agents run. */
final class StandInRegionsTest {
    private static final int PORTS = 4;

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

    /** The first of four in a row, below those that systems give to anybody. */
    private static int free() {
        return IntStream.iterate(20_000, it -> it + PORTS)
                .limit(1_000)
                .filter(first ->
                        IntStream.range(first, first + PORTS).allMatch(StandInRegionsTest::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
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
