package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.RungTable.Row;
import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.play.ActResult;
import io.portcullis.cli.drill.play.DrillResult;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Rollout;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The drill of the mesh at every rung of the evidence ladder, against a real server, and what is recorded of it. */
@Timeout(300)
final class MeshRungsIT {
    private static final String DRILL = "livekit-2024-02-07";

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(RungText.class)
    void findsAtEachRungWhatIsRecorded(RungText rung) throws IOException, InterruptedException {
        Scenario scenario = ScenarioFiles.read(DRILL, Map.of("rung", rung.letter()));

        DrillResult result = RealServer.play(scenario, DRILL + "-rung-" + rung.letter(), folder);

        assertThat(result.passed()).describedAs(DrillReport.text(result)).isTrue();
        for (ActResult act : result.acts()) {
            requireRecorded(act.record(), rung);
        }
    }

    private static void requireRecorded(ActRecord record, RungText rung) throws IOException {
        Row row =
                RungTable.read().stream()
                        .filter(it -> it.drill().equals(DRILL))
                        .filter(it -> it.act().equals(record.act().name()))
                        .filter(it -> it.rung().equals(rung.letter()))
                        .findFirst()
                        .orElseThrow();
        Seen<Rollout> abort =
                record.sightings().stream()
                        .filter(seen ->
                                seen.value().getDecision().getKind()
                                        == DecisionKind.DECISION_KIND_ABORT)
                        .findFirst()
                        .orElseThrow();

        assertThat(RungTable.verdict(abort.value().getDecision())).isEqualTo(row.verdict());
        assertThat(RungTable.since(record, abort, row.delayMax().unit()).value())
                .isLessThanOrEqualTo(row.delayMax().value());
    }
}
