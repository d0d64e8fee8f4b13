package io.portcullis.kernel.evidence.counter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.CounterSeries.Part;
import io.portcullis.kernel.evidence.counter.CounterSeries.Sample;
import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.distribution.CumulativeBuckets;
import io.portcullis.kernel.evidence.distribution.Edge;
import io.portcullis.kernel.evidence.distribution.Edge.Side;
import io.portcullis.kernel.evidence.distribution.Edges;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.Golden;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histograms from running totals of a server to what is beyond an edge. */
final class HistogramCountingTest {

    private static final Region REGION = new Region("us-west");
    private static final SignalName LATENCY = new SignalName("latency");
    private static final SignalName SLOW = LATENCY.part("above 0.5 s");
    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final ReleaseIdentity OLD = ReleaseIdentity.ofVersion("1.5.1");
    private static final RolloutReleases RELEASES =
            new RolloutReleases(ReleaseIdentity.ofVersion("1.5.2"), Map.of(REGION, OLD));
    private static final Cell STABLE = new Cell.InRegion(SLOW, REGION, Arm.STABLE);
    private static final double[] BOUNDS = {0.1, 0.5, 1, Double.POSITIVE_INFINITY};

    private CounterBook book = CounterBook.EMPTY;

    static Stream<Golden.Case> histogram() {
        return Golden.cases("histogram");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histogram")
    void meetsVector(Golden.Case vector) {
        double[] bounds =
                Golden.elements(vector.param("le"))
                        .map(JsonNode::asText)
                        .mapToDouble(le ->
                                le.equals("+Inf")
                                        ? Double.POSITIVE_INFINITY
                                        : Double.parseDouble(le))
                        .toArray();
        double edge = Double.parseDouble(vector.param("threshold_le").asText());
        count(0, List.of(histogram("a", bounds, Golden.numbers(vector.param("prev_cum")))));

        var counted =
                count(1, List.of(histogram("a", bounds, Golden.numbers(vector.param("cur_cum")))));

        assertThat(beyond(edge, counted).counts(STABLE))
                .isEqualTo(
                        new Counts(Golden.number(vector.expect("n")), vector.expect("x").asLong()));
    }

    @Test
    void addsServersWithOtherBucketsWhereTheyPartAtTheEdge() {
        double[] others = {0.25, 0.5, Double.POSITIVE_INFINITY};
        count(0, List.of(histogram("a", BOUNDS, 0, 0, 0, 0), histogram("b", others, 0, 0, 0)));

        var counted =
                count(
                        1,
                        List.of(
                                histogram("a", BOUNDS, 5, 8, 9, 10),
                                histogram("b", others, 1, 6, 7)));

        assertThat(beyond(0.5, counted).counts(STABLE)).isEqualTo(new Counts(17, 3));
    }

    @Test
    void aBucketAcrossTheEdgeIsAGapAndNoCount() {
        double[] others = {0.25, 1, Double.POSITIVE_INFINITY};
        count(0, List.of(histogram("a", BOUNDS, 0, 0, 0, 0), histogram("b", others, 0, 0, 0)));

        var look =
                beyond(
                        0.5,
                        count(
                                1,
                                List.of(
                                        histogram("a", BOUNDS, 5, 8, 9, 10),
                                        histogram("b", others, 1, 6, 7))));

        assertThat(look.counts()).doesNotContainKey(STABLE);
        assertThat(look.gaps()).extracting(Gap::signal).containsExactly(LATENCY);
    }

    @Test
    void aServerThatChangesItsBucketsWithoutRestartIsAGapForOneLook() {
        double[] others = {0.5, Double.POSITIVE_INFINITY};
        count(0, List.of(histogram("a", BOUNDS, 500, 800, 900, 1000)));

        var torn = count(1, List.of(histogram("a", others, 810, 1010)));
        var next = count(2, List.of(histogram("a", others, 815, 1020)));

        assertThat(torn.gaps()).extracting(Gap::cause).containsExactly(Gap.Cause.PARTIAL);
        assertThat(beyond(0.5, torn).counts(STABLE).exposure()).isZero();
        assertThat(beyond(0.5, next).counts(STABLE)).isEqualTo(new Counts(10, 5));
    }

    @Test
    void anIdleHistogramIsMeasuredAndSawNothing() {
        count(0, List.of(histogram("a", BOUNDS, 5, 8, 9, 10)));

        var look = beyond(0.5, count(1, List.of(histogram("a", BOUNDS, 5, 8, 9, 10))));

        assertThat(look.counts()).containsEntry(STABLE, new Counts(0, 0));
    }

    @Test
    void goesOnFromItsBytes() {
        count(0, List.of(histogram("a", BOUNDS, 5, 8, 9, 10)));
        book = CounterBook.of(book.bytes());

        var look = beyond(0.5, count(1, List.of(histogram("a", BOUNDS, 6, 10, 12, 20))));

        assertThat(look.counts(STABLE)).isEqualTo(new Counts(10, 8));
    }

    @ForAllSeeds
    void countsEveryObservationOnceWhateverRestarts(long seed) {
        var random = new SplittableRandom(seed);
        double[] atMost = new double[BOUNDS.length];
        count(0, List.of(histogram("a", BOUNDS, atMost)));
        for (int look = 1; look <= 30; look++) {
            boolean restarts = random.nextInt(5) == 0;
            if (restarts) {
                Arrays.fill(atMost, 0);
            }
            int slow = 0;
            int more = 1 + random.nextInt(50);
            for (int i = 0; i < more; i++) {
                int bucket = random.nextInt(BOUNDS.length);
                slow += BOUNDS[bucket] > 0.5 ? 1 : 0;
                for (int above = bucket; above < BOUNDS.length; above++) {
                    atMost[above]++;
                }
            }

            var counted =
                    beyond(0.5, count(look, List.of(histogram("a", BOUNDS, atMost))))
                            .counts(STABLE);

            // A restart after which every bucket has passed what it stood at cannot be seen.
            assertThat(counted.exposure()).isLessThanOrEqualTo(more);
            if (!restarts) {
                assertThat(counted).isEqualTo(new Counts(more, slow));
            }
        }
    }

    private static LookEvidence beyond(double edge, VersionedEvidence counted) {
        var edges = new Edges(List.of(new Edge(SLOW, Side.ABOVE, edge, List.of())));
        return edges.reduce(RELEASES.judged(counted));
    }

    private VersionedEvidence count(int look, List<List<CounterSeries>> histograms) {
        var series = histograms.stream().flatMap(List::stream).toList();
        var at = START.plusSeconds(10L * look);
        var timed = new ArrayList<CounterSeries>();
        for (CounterSeries one : series) {
            timed.add(
                    new CounterSeries(
                            one.id(),
                            one.target(),
                            one.cell(),
                            Part.TOTAL,
                            List.of(
                                    new Sample(
                                            at.toEpochMilli(), one.samples().getFirst().value())),
                            one.histogram()));
        }
        var counted =
                book.count(
                        new Scrape(
                                REGION,
                                at,
                                Set.of("a", "b"),
                                Map.of(LATENCY, BadSeries.WITH_FIRST_ERROR),
                                timed,
                                List.of(),
                                List.of(),
                                Map.of()),
                        Duration.ZERO);
        book = counted.book();
        return counted.evidence();
    }

    private static List<CounterSeries> histogram(String target, double[] bounds, double... atMost) {
        var cumulative = new TreeMap<Double, Double>();
        for (int i = 0; i < bounds.length; i++) {
            cumulative.put(bounds[i], atMost[i]);
        }
        var series = new ArrayList<CounterSeries>();
        series.add(series(target, LATENCY.part(Bucket.ALL), atMost[atMost.length - 1]));
        CumulativeBuckets.apart(cumulative)
                .forEach((bucket, value) -> series.add(series(target, bucket.of(LATENCY), value)));
        return series;
    }

    private static CounterSeries series(String target, SignalName signal, double value) {
        return new CounterSeries(
                SeriesId.of(List.of(target, signal.value())),
                target,
                new VersionedCell.InRegion(signal, REGION, new Origin.OfRelease(OLD)),
                Part.TOTAL,
                List.of(new Sample(0, value)),
                SeriesId.of(List.of(target)));
    }
}
