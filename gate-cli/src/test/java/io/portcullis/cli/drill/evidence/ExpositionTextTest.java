package io.portcullis.cli.drill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.world.Series;
import io.portcullis.cli.drill.world.Server;
import io.portcullis.cli.drill.world.Server.Build;
import io.portcullis.cli.drill.world.ServerReport;
import io.portcullis.cli.drill.world.Tally;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ExpositionTextTest {
    private static final Series REQUESTS = new Series("requests", "", "", "");
    private static final Series ACQUIRES =
            new Series("track-acquire", "us-west", "us-west-new-1", "1.5.2");

    @Test
    void writesCountersWithVersionAndFarEnd() {
        String text =
                ExpositionText.of(
                        List.of(
                                report(
                                        "e1",
                                        Map.of(
                                                REQUESTS, new Tally(10, 2, 0, 0),
                                                ACQUIRES, new Tally(5, 1, 3, 1)))));

        assertThat(text)
                .contains("# TYPE http_requests_total counter\n")
                .contains(
                        "http_requests_total{node=\"eu-1\",node_id=\"eu-1-e1\",version=\"1.5.1\",code=\"500\"} 2\n")
                .contains("src_region=\"us-west\",src_version=\"1.5.2\",result=\"timed_out\"} 3\n")
                .contains("result=\"cancelled\"} 1\n");
    }

    @Test
    void bearsABadSeriesWithItsFirstEvent() {
        String before =
                ExpositionText.of(List.of(report("e1", Map.of(REQUESTS, new Tally(10, 0, 0, 0)))));
        String after =
                ExpositionText.of(List.of(report("e1", Map.of(REQUESTS, new Tally(10, 1, 0, 0)))));

        assertThat(before).contains("code=\"200\"} 10").doesNotContain("code=\"500\"");
        assertThat(after).contains("code=\"500\"} 1");
    }

    @Test
    void beginsNewSeriesWithANewProcess() {
        String one =
                ExpositionText.of(List.of(report("e1", Map.of(REQUESTS, new Tally(10, 0, 0, 0)))));
        String next =
                ExpositionText.of(List.of(report("e2", Map.of(REQUESTS, new Tally(1, 0, 0, 0)))));

        assertThat(one).contains("node_id=\"eu-1-e1\"");
        assertThat(next).contains("node_id=\"eu-1-e2\"").doesNotContain("e1\"");
    }

    @Test
    void writesAPrometheusFileThatScrapesTwiceALook() {
        String text =
                PrometheusFiles.text(
                        "media-server",
                        "eu",
                        "127.0.0.1:8530",
                        PrometheusFiles.interval(Duration.ofSeconds(1)));

        assertThat(text)
                .contains("scrape_interval: 500ms")
                .contains("targets: [\"127.0.0.1:8530\"]")
                .contains("labels: {region: eu}");
    }

    private static ServerReport report(String epoch, Map<Series, Tally> totals) {
        Server server = new Server("eu-1", "eu", ArmText.OLD, new Build("1.5.1", "a", "c"), epoch);
        return new ServerReport(server, new TreeMap<>(totals), List.of(), ServerReport.UNTOLD);
    }
}
