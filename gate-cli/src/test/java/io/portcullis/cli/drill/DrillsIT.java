package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bundled scenarios against a real server with its own store, in looks of 100 ms. */
@Timeout(600)
final class DrillsIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "single-region-canary",
                "environment-everywhere",
                "untouched-region",
                "old-servers-reboot",
                "livepeer-2024-04-08",
                "livepeer-2024-04-29",
                "apivideo-2020-10-08"
            })
    void happensAsExpected(String name) throws IOException, InterruptedException {
        DrillResult result = RealServer.play(ScenarioFiles.read(name, Map.of()), name, folder);

        assertThat(result.passed()).describedAs(DrillReport.text(result)).isTrue();
    }
}
