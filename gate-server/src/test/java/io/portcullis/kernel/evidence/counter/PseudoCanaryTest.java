package io.portcullis.kernel.evidence.counter;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PseudoCanaryTest {

    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");
    private static final Link LINK = new Link(EAST, WEST);
    private static final SignalName SIGNAL = new SignalName("requests");
    private static final Origin OLD = Origin.ofVersion("1.5.1");
    private static final Origin NEW = Origin.ofVersion("1.5.2");
    private static final Set<String> TWENTY = servers(20);

    @Test
    void takesTheShareWanted() {
        assertThat(taken(1, TWENTY, 0.25)).hasSize(5);
        assertThat(taken(1, TWENTY, 0.01)).hasSize(1);
        assertThat(taken(1, TWENTY, 0.99)).hasSize(19);
        assertThat(taken(1, TWENTY, 1)).hasSize(20);
        assertThat(taken(1, servers(1), 0.5)).isEmpty();
        assertThat(taken(1, servers(2), 0.5)).hasSize(1);
    }

    @Test
    void takesTheSameForASeedAndOthersForAnother() {
        assertThat(taken(7, TWENTY, 0.25)).isEqualTo(taken(7, TWENTY, 0.25));
        var all = new HashMap<String, Integer>();
        for (long seed = 0; seed < 2_000; seed++) {
            taken(seed, TWENTY, 0.25).forEach(name -> all.merge(name, 1, Integer::sum));
        }
        // Binomial(2000, 1/4) has a standard deviation of 19.4: six of them.
        assertThat(all.values()).hasSize(20).allMatch(count -> Math.abs(count - 500) < 116);
    }

    @Test
    void keepsThoseItHadWhenTheShareGrows() {
        for (long seed = 0; seed < 100; seed++) {
            assertThat(taken(seed, TWENTY, 0.5)).containsAll(taken(seed, TWENTY, 0.1));
        }
    }

    @Test
    void splitsOnlyTheOldVersionAndLosesNoCount() {
        var canary = PseudoCanary.ofServers(3, Map.of(WEST, TWENTY), Map.of(WEST, 0.25));
        var counts = new HashMap<ServerCell, Counts>();
        for (String server : TWENTY) {
            counts.put(in(server, OLD), new Counts(100, 1));
            counts.put(in(server, NEW), new Counts(7, 3));
        }

        var split =
                canary.split(
                        new ServerEvidence(Instant.EPOCH, counts, List.of()),
                        (_, origin) -> Optional.of(origin.equals(OLD) ? Arm.STABLE : Arm.CANARY));

        assertThat(split.counts())
                .containsOnly(
                        Map.entry(in(new Origin.OfArm(Arm.CANARY)), new Counts(500, 5)),
                        Map.entry(in(new Origin.OfArm(Arm.STABLE)), new Counts(1_500, 15)),
                        Map.entry(in(Origin.UNKNOWN), new Counts(140, 60)));
    }

    @Test
    void splitsALinkWhereItIsCountedOrAtBothEnds() {
        var evidence =
                new ServerEvidence(
                        Instant.EPOCH,
                        TWENTY.stream()
                                .collect(Collectors.toMap(this::onLink, _ -> new Counts(10, 1))),
                        List.of());
        var servers = Map.of(WEST, TWENTY);
        var shares = Map.of(WEST, 0.25, EAST, 0.5);

        var counted = PseudoCanary.ofServers(5, servers, shares).split(evidence, this::stable);
        var both =
                PseudoCanary.ofBothEnds(5, servers, shares, List.of(LINK))
                        .split(evidence, this::stable);

        assertThat(counted.counts())
                .containsOnly(
                        Map.entry(onLink(Arm.STABLE, Arm.CANARY), new Counts(50, 5)),
                        Map.entry(onLink(Arm.STABLE, Arm.STABLE), new Counts(150, 15)));
        assertThat(
                        both.counts()
                                .getOrDefault(onLink(Arm.CANARY, Arm.STABLE), Counts.NONE)
                                .plus(
                                        both.counts()
                                                .getOrDefault(
                                                        onLink(Arm.CANARY, Arm.CANARY),
                                                        Counts.NONE)))
                .isEqualTo(new Counts(100, 10));
    }

    private Optional<Arm> stable(Region region, Origin origin) {
        return Optional.of(Arm.STABLE);
    }

    private ServerCell onLink(String server) {
        return new ServerCell(server, new VersionedCell.OnLink(SIGNAL, LINK, OLD, OLD));
    }

    private static VersionedCell onLink(Arm source, Arm destination) {
        return new VersionedCell.OnLink(
                SIGNAL, LINK, new Origin.OfArm(source), new Origin.OfArm(destination));
    }

    private static ServerCell in(String server, Origin origin) {
        return new ServerCell(server, in(origin));
    }

    private static VersionedCell in(Origin origin) {
        return new VersionedCell.InRegion(SIGNAL, WEST, origin);
    }

    private static Set<String> taken(long seed, Set<String> servers, double share) {
        var canary = PseudoCanary.ofServers(seed, Map.of(WEST, servers), Map.of(WEST, share));
        return servers.stream()
                .filter(name -> canary.contains(WEST, name))
                .collect(Collectors.toSet());
    }

    private static Set<String> servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> "media/10.0.0." + index + ":9090")
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
