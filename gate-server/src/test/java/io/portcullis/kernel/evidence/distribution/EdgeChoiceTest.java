package io.portcullis.kernel.evidence.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Edge.Side;
import io.portcullis.testing.ForAllSeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class EdgeChoiceTest {

    private static final Region WEST = new Region("us-west");
    private static final Region EAST = new Region("us-east");
    private static final SignalName LATENCY = new SignalName("request-latency");
    private static final SignalName QUEUE = new SignalName("queue-depth");
    private static final Instant AT = Instant.parse("2024-02-07T19:00:00Z");

    @Test
    void takesTheEdgesNextToTheThreeQuantilesAndNamesThemForPeople() {
        var look =
                latency(
                        WEST,
                        Map.of(
                                new Bucket(Double.NEGATIVE_INFINITY, 0.05), 300.0,
                                new Bucket(0.05, 0.1), 250.0,
                                new Bucket(0.1, 0.25), 350.0,
                                new Bucket(0.25, 1), 90.0,
                                new Bucket(1, 2.5), 8.0,
                                new Bucket(2.5, Double.POSITIVE_INFINITY), 2.0));

        var edges = EdgeChoice.of(service(SignalKind.LATENCY, Worse.HIGH), List.of(look));

        assertThat(edges.all())
                .extracting(edge -> edge.signal().value())
                .containsExactly(
                        "request-latency above 0.1 s",
                        "request-latency above 0.25 s",
                        "request-latency above 1 s");
    }

    @Test
    void takesNoEdgeThatBucketsOfAServerReachAcross() {
        var look =
                latency(
                        WEST,
                        Map.of(
                                new Bucket(0, 0.1), 50.0,
                                new Bucket(0.1, 0.2), 50.0,
                                new Bucket(0, 0.2), 10.0,
                                new Bucket(0.2, Double.POSITIVE_INFINITY), 5.0));

        var edges = EdgeChoice.of(service(SignalKind.LATENCY, Worse.HIGH), List.of(look));

        assertThat(edges.all()).extracting(Edge::everywhere).containsExactly(0.2);
    }

    @Test
    void takesALevelOfItsOwnAtEachPlace() {
        var counts = new HashMap<Cell, Counts>();
        for (int value = 1; value <= 100; value++) {
            counts.merge(level(WEST, value), new Counts(1, 0), Counts::plus);
            counts.merge(level(EAST, 10 * value), new Counts(1, 0), Counts::plus);
        }

        var edges =
                EdgeChoice.of(
                        service(SignalKind.LEVEL, Worse.HIGH),
                        List.of(LookEvidence.of(AT, counts)));

        Edge edge = edges.of(QUEUE).getFirst();
        assertThat(edge.signal()).isEqualTo(QUEUE);
        assertThat(edge.at(WEST)).isBetween(95.0, 100.0);
        assertThat(edge.at(EAST)).isBetween(950.0, 1000.0);
        Counts west = edges.reduce(LookEvidence.of(AT, counts)).counts(plain(WEST));
        assertThat(west.exposure()).isEqualTo(100);
        assertThat(west.events()).isBetween(0L, 5L);
    }

    @Test
    void takesTheLowerEndWhereLowIsWorse() {
        var counts = new HashMap<Cell, Counts>();
        for (int value = 1; value <= 100; value++) {
            counts.merge(level(WEST, value), new Counts(1, 0), Counts::plus);
        }

        var edges =
                EdgeChoice.of(
                        service(SignalKind.LEVEL, Worse.LOW), List.of(LookEvidence.of(AT, counts)));

        Edge edge = edges.of(QUEUE).getFirst();
        assertThat(edge.side()).isEqualTo(Side.AT_MOST);
        assertThat(edge.at(WEST)).isBetween(4.0, 6.0);
        assertThat(edges.reduce(LookEvidence.of(AT, counts)).counts(plain(WEST)).events())
                .isBetween(4L, 5L);
    }

    @Test
    void choosesNothingWhereNothingWasObserved() {
        var service = service(SignalKind.LATENCY, Worse.HIGH);

        var edges = EdgeChoice.of(service, List.of(LookEvidence.of(AT, Map.of())));

        assertThat(edges.all()).isEmpty();
        assertThat(edges.missing(service)).containsExactly(LATENCY);
    }

    @Test
    void looksAtTheOldVersionAlone() {
        var counts = new HashMap<>(latency(WEST, Map.of(new Bucket(0, 1), 10.0)).counts());
        counts.put(
                new Cell.InRegion(new Bucket(0, 0.5).of(LATENCY), WEST, Arm.CANARY),
                new Counts(1000, 0));

        var edges =
                EdgeChoice.of(
                        service(SignalKind.LATENCY, Worse.HIGH),
                        List.of(LookEvidence.of(AT, counts)));

        assertThat(edges.all()).extracting(Edge::everywhere).containsExactly(1.0);
    }

    @ForAllSeeds
    void theOrderOfLooksDoesNotMatter(long seed) {
        var random = new SplittableRandom(seed);
        var looks = new ArrayList<LookEvidence>();
        for (int look = 0; look < 40; look++) {
            var counts = new HashMap<Cell, Counts>();
            for (int i = 0; i < 30; i++) {
                double value = Math.exp(4 * random.nextDouble() - 2);
                var place = random.nextBoolean() ? WEST : EAST;
                counts.merge(
                        new Cell.InRegion(
                                ExponentialGrid.HISTOGRAM.of(value).of(LATENCY), place, Arm.STABLE),
                        new Counts(1, 0),
                        Counts::plus);
                counts.merge(level(place, value), new Counts(1, 0), Counts::plus);
            }
            looks.add(LookEvidence.of(AT, counts));
        }
        var service = service(SignalKind.LATENCY, Worse.HIGH);
        var edges = EdgeChoice.of(service, looks);

        Collections.shuffle(looks, new java.util.Random(seed));

        assertThat(edges.of(LATENCY)).hasSize(3);
        assertThat(EdgeChoice.of(service, looks)).isEqualTo(edges);
    }

    private static Cell level(Region region, double value) {
        return new Cell.InRegion(ExponentialGrid.LEVEL.of(value).of(QUEUE), region, Arm.STABLE);
    }

    private static Cell plain(Region region) {
        return new Cell.InRegion(QUEUE, region, Arm.STABLE);
    }

    private static LookEvidence latency(Region region, Map<Bucket, Double> observed) {
        var counts = new HashMap<Cell, Counts>();
        observed.forEach((bucket, count) ->
                counts.put(
                        new Cell.InRegion(bucket.of(LATENCY), region, Arm.STABLE),
                        new Counts(count, 0)));
        return LookEvidence.of(AT, counts);
    }

    private static ServiceDefinition service(SignalKind kind, Worse level) {
        return new ServiceDefinition(
                new ServiceName("media"),
                new TreeSet<>(List.of(WEST, EAST)),
                new TreeSet<>(),
                List.of(
                        signal(LATENCY, SignalKind.LATENCY, Worse.HIGH, Proof.REQUIRED),
                        signal(
                                QUEUE,
                                SignalKind.LEVEL,
                                kind == SignalKind.LEVEL ? level : Worse.HIGH,
                                Proof.WAIVED)));
    }

    private static SignalDefinition signal(
            SignalName name, SignalKind kind, Worse worse, Proof proof) {
        return new SignalDefinition(name, kind, Scope.REGION, 0.1, 1, 1.5, worse, proof, "s", null);
    }
}
