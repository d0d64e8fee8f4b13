package io.portcullis.adapter.grpc.relay;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.protovalidate.ValidatorFactory;
import build.buf.protovalidate.exceptions.ValidationException;
import com.google.protobuf.Timestamp;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.v1.EdgeState;
import io.portcullis.v1.PublishedTrack;
import io.portcullis.v1.RelayEdge;
import io.portcullis.v1.RelayReport;
import io.portcullis.v1.ReportKind;
import io.portcullis.v1.ServedTrack;
import io.portcullis.v1.TrackDemand;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlainRecordsTest {

    private static final List<String> NAMES =
            List.of(
                    "eu-west",
                    "a",
                    "9",
                    "",
                    "-a",
                    "a-",
                    "A",
                    "a_b",
                    "ü",
                    "a\nb",
                    "a\n",
                    "x".repeat(63),
                    "x".repeat(64),
                    "x".repeat(100),
                    "x".repeat(101),
                    "x".repeat(200),
                    "x".repeat(201),
                    "😀".repeat(60));

    @ForAllSeeds(300)
    void areNeverPlainWhenTheyBreakARule(long seed) throws ValidationException {
        var random = new Random(seed);
        var report =
                RelayReport.newBuilder()
                        .setSequence(1)
                        .setKind(ReportKind.REPORT_KIND_DELTA)
                        .setObserveTime(Timestamp.getDefaultInstance());
        switch (random.nextInt(4)) {
            case 0 ->
                    report.addEdges(
                            RelayEdge.newBuilder()
                                    .setTrack(name(random))
                                    .setSourceRegion(name(random))
                                    .setSourceNode(name(random))
                                    .setStateValue(random.nextInt(10))
                                    .setHops(random.nextInt(4) * 50 - 1)
                                    .setError(name(random)));
            case 1 -> report.addPublished(PublishedTrack.newBuilder().setTrack(name(random)));
            case 2 -> report.addDemand(TrackDemand.newBuilder().setTrack(name(random)));
            default ->
                    report.addServed(
                            ServedTrack.newBuilder()
                                    .setTrack(name(random))
                                    .setDestinationRegion(name(random))
                                    .setDestinationNode(name(random)));
        }

        if (PlainRecords.areIn(report.build())) {
            assertThat(
                            ValidatorFactory.newBuilder()
                                    .build()
                                    .validate(report.build())
                                    .getViolations())
                    .isEmpty();
        }
    }

    @Test
    void areThoseOfAnOrdinaryReport() {
        var report =
                RelayReport.newBuilder()
                        .addEdges(
                                RelayEdge.newBuilder()
                                        .setTrack("TR_1")
                                        .setSourceRegion("eu-west")
                                        .setSourceNode("node_7")
                                        .setState(EdgeState.EDGE_STATE_ACTIVE)
                                        .setHops(1))
                        .addPublished(PublishedTrack.newBuilder().setTrack("TR_2"))
                        .addDemand(TrackDemand.newBuilder().setTrack("TR_1"))
                        .build();

        assertThat(PlainRecords.areIn(report)).isTrue();
    }

    private static String name(Random random) {
        return random.nextBoolean()
                ? NAMES.get(random.nextInt(3))
                : NAMES.get(random.nextInt(NAMES.size()));
    }
}
