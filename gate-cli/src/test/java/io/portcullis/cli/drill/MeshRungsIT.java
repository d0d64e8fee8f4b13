package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.RungTable.Found;
import io.portcullis.cli.drill.RungTable.Row;
import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActResult;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Drills of the mesh at every rung of the evidence ladder against a real server, held against what is recorded of them. */
@Timeout(300)
final class MeshRungsIT {
    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(RungText.class)
    void findsAtEachRungWhatIsRecorded(RungText rung) throws IOException, InterruptedException {
        Scenario scenario = ScenarioFiles.read("livekit-2024-02-07", Map.of("rung", rung.letter()));

        requireRecorded(scenario, "livekit-2024-02-07-rung-" + rung.letter(), "100ms");
    }

    /**
     * With fewer looks before, and a shorter rollback. Some of its bounds are few looks, so these are
     * longer: a machine that stands still for half a second is no finding. On rung e its bound needs all
     * the looks before, which take too long for a build.
     */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "E")
    void findsAProtocolChangeAtEachRungAsRecorded(RungText rung)
            throws IOException, InterruptedException {
        Scenario scenario =
                ScenarioFiles.read(
                        "livekit-2023-11-02",
                        Map.of(
                                "rung", rung.letter(),
                                "acts.1.looksBefore", "40",
                                "world.restores.us-west.drainLooks", "20"));

        requireRecorded(scenario, "livekit-2023-11-02-rung-" + rung.letter(), "200ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay-loop-old-servers", "relay-loop-beside-rollout"})
    void aLoopOfOldServersIsAFaultOfTheEnvironment(String drill)
            throws IOException, InterruptedException {
        requireRecorded(ScenarioFiles.read(drill, Map.of()), drill, "100ms");
    }

    private void requireRecorded(Scenario scenario, String name, String look)
            throws IOException, InterruptedException {
        DrillResult result = RealServer.play(scenario, name, folder, look);

        assertThat(result.passed()).describedAs(DrillReport.text(result)).isTrue();
        for (ActResult act : result.acts()) {
            ActRecord record = act.record();
            if (record.firstFaultLook().isEmpty()) {
                continue;
            }
            Row row =
                    RungTable.row(
                            scenario.scenario(),
                            record.act().name(),
                            scenario.world().rungPlayed());
            Found found = RungTable.found(record);
            double delay = found.since(record, row.delayMax().unit()).value();
            Files.writeString(
                    RealServer.REPORTS.resolve(name + "-row.md"),
                    "| `%s` | `%s` | %s | %s | %s %s |%n"
                            .formatted(
                                    row.drill(),
                                    row.act(),
                                    row.rung(),
                                    found.verdict(),
                                    delay,
                                    row.delayMax().unit()));
            assertThat(found.verdict()).isEqualTo(row.verdict());
            assertThat(delay).isBetween(0.0, row.delayMax().value());
        }
    }
}
