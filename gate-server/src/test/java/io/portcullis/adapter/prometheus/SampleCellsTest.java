package io.portcullis.adapter.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.adapter.prometheus.SignalQueries.PlaceLabels;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SampleCellsTest {

    private static final Region EAST = new Region("us-east");
    private static final Region WEST = new Region("us-west");
    private static final SignalName SIGNAL = new SignalName("link-requests");

    private final SampleCells here =
            new SampleCells(EAST, new ArmRule.ByVersionLabel("destination_version"));

    @Test
    void takesBothEndsFromTheLabelsOfIstio() {
        var istio = links("source_cluster", "source_version", "destination_cluster");

        assertThat(
                        here.cell(
                                istio,
                                Map.of(
                                        "reporter", "source",
                                        "source_cluster", "us-east",
                                        "source_version", "1.5.2",
                                        "destination_cluster", "us-west",
                                        "destination_version", "1.5.1")))
                .contains(
                        new VersionedCell.OnLink(
                                SIGNAL,
                                new Link(EAST, WEST),
                                Origin.ofVersion("1.5.2"),
                                Origin.ofVersion("1.5.1")));
    }

    @Test
    void takesTheEndpointsRegionForTheEndThatAProbeDoesNotName() {
        var blackbox = links("source", "version", "target_region");

        assertThat(here.cell(blackbox, Map.of("target_region", "us-west")))
                .map(VersionedCell::place)
                .contains(new Link(EAST, WEST));
        assertThat(here.cell(blackbox, Map.of("source", "us-west")))
                .map(VersionedCell::place)
                .contains(new Link(WEST, EAST));
    }

    @Test
    void leavesOutWhatIsNoLinkOrIsNotFromHere() {
        var istio = links("source_cluster", "source_version", "destination_cluster");

        assertThat(here.cell(istio, Map.of("source_cluster", "a", "destination_cluster", "b")))
                .isEmpty();
        assertThat(here.cell(istio, Map.of("destination_cluster", "us-east"))).isEmpty();
        assertThat(here.cell(istio, Map.of("destination_cluster", "unknown_"))).isEmpty();
    }

    @Test
    void needsASourceWhereTheDestinationCounts() {
        var counted = links("src_region", "src_version", "");

        assertThat(here.cell(counted, Map.of("src_region", "us-west")))
                .map(VersionedCell::place)
                .contains(new Link(WEST, EAST));
        assertThat(here.cell(counted, Map.of())).isEmpty();
    }

    private static SignalQueries links(String source, String version, String destination) {
        return new SignalQueries(
                SIGNAL,
                new Selector("requests_total"),
                new Selector("requests_total{code=~\"5..\"}"),
                BadSeries.WITH_FIRST_ERROR,
                new PlaceLabels.OfLink(source, new ArmRule.ByVersionLabel(version), destination));
    }
}
