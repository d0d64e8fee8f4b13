package io.portcullis.cli.text;

import static io.portcullis.cli.text.StagePreviews.aggregate;
import static io.portcullis.cli.text.StagePreviews.covered;
import static io.portcullis.cli.text.StagePreviews.link;
import static io.portcullis.cli.text.StagePreviews.region;
import static io.portcullis.cli.text.StagePreviews.required;
import static io.portcullis.cli.text.StagePreviews.undecidable;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.text.Previews.Detail;
import io.portcullis.v1.AggregateLevel;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.StagePreview;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class PreviewsTest {
    private static final int LINES_READABLE_MAX = 40;

    @Test
    void saysWhatAStageWillExcludeAndWhatWouldDecideIt() throws IOException {
        StagePreview stage =
                StagePreviews.stage()
                        .setDecidable(false)
                        .addStreams(
                                required(region("us-west"), ArmPair.ARM_PAIR_UNSPECIFIED, 171.2))
                        .addStreams(
                                required(region("eu-central"), ArmPair.ARM_PAIR_UNSPECIFIED, 42))
                        .addStreams(covered(link("us-west", "eu-central"), 1300))
                        .addStreams(
                                covered(link("eu-central", "us-west"), Double.POSITIVE_INFINITY))
                        .addStreams(
                                undecidable(
                                        aggregate(AggregateLevel.AGGREGATE_LEVEL_ALL_LINKS, ""),
                                        583.4))
                        .build();

        GoldenText.assertSame(Previews.lines(stage, Detail.WORST), "preview-undecidable");
        GoldenText.assertSame(Previews.lines(stage, Detail.ALL), "preview-undecidable-all");
    }

    @Test
    void saysOfADecidableStageInAFewLines() throws IOException {
        StagePreview stage =
                StagePreviews.stage()
                        .addStreams(
                                required(region("us-west"), ArmPair.ARM_PAIR_UNSPECIFIED, 171.2))
                        .addStreams(
                                required(
                                        link("us-west", "eu-central"),
                                        ArmPair.ARM_PAIR_NEW_OLD,
                                        99))
                        .build();

        GoldenText.assertSame(Previews.lines(stage, Detail.SUMMARY), "preview-summary");
    }

    @Test
    void staysReadableOverTwentyRegionsAndTheirLinks() {
        StagePreview.Builder stage = StagePreviews.stage();
        for (int source = 0; source < 20; source++) {
            stage.addStreams(
                    required(region("r" + source), ArmPair.ARM_PAIR_UNSPECIFIED, source + 1));
            for (int destination = 0; destination < 20; destination++) {
                if (source != destination) {
                    stage.addStreams(covered(link("r" + source, "r" + destination), 400));
                }
            }
        }

        var worst = Previews.lines(stage.build(), Detail.WORST);
        var all = Previews.lines(stage.build(), Detail.ALL);

        assertThat(worst).hasSizeLessThan(LINES_READABLE_MAX);
        assertThat(worst)
                .anySatisfy(line -> assertThat(line).contains("380").contains("single links"));
        assertThat(worst).anySatisfy(line -> assertThat(line).contains("and 377 more"));
        assertThat(worst).anySatisfy(line -> assertThat(line).contains("and 10 more, none longer"));
        assertThat(all).hasSizeGreaterThan(400);
    }

    @Test
    void drawsTheLongestFirst() {
        StagePreview stage =
                StagePreviews.stage()
                        .addStreams(required(region("quick"), ArmPair.ARM_PAIR_UNSPECIFIED, 9))
                        .addStreams(required(region("slow"), ArmPair.ARM_PAIR_UNSPECIFIED, 90))
                        .build();

        var lines = Previews.lines(stage, Detail.WORST);

        assertThat(lines)
                .filteredOn(line -> line.contains("[") && line.contains("looks"))
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .contains("slow", "[##########..........]", "15 min"),
                        line ->
                                assertThat(line)
                                        .contains("quick", "[#...................]", "1 min 30 s"));
    }
}
