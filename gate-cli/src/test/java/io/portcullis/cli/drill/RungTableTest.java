package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.RungTable.Delay;
import io.portcullis.cli.drill.RungTable.Row;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.Scenario;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table says what the scenarios expect, of every act and rung. */
final class RungTableTest {
    @ParameterizedTest
    @EnumSource(RungText.class)
    void recordsEveryRungWithItsLimit(RungText rung) throws IOException {
        requireRows(ScenarioFiles.read("livekit-2024-02-07", Map.of("rung", rung.letter())));
        requireRows(ScenarioFiles.read("livekit-2023-11-02", Map.of("rung", rung.letter())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"relay-loop-old-servers", "relay-loop-beside-rollout"})
    void recordsLoopsOfOldServersWithTheirLimit(String drill) throws IOException {
        requireRows(ScenarioFiles.read(drill, Map.of()));
    }

    private static void requireRows(Scenario scenario) throws IOException {
        for (ActText act : scenario.acts()) {
            if (act.expect().stream().anyMatch(Expectation.Refused.class::isInstance)) {
                continue;
            }
            Row row = RungTable.row(scenario.scenario(), act.name(), scenario.world().rungPlayed());

            assertThat(act.expect().stream().flatMap(RungTableTest::verdicts))
                    .contains(row.verdict());
            assertThat(act.expect().stream().flatMap(RungTableTest::limits))
                    .contains(row.delayMax());
            assertThat(row.delay().unit()).isEqualTo(row.delayMax().unit());
            assertThat(row.delay().value()).isLessThan(row.delayMax().value());
        }
    }

    private static Stream<String> verdicts(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Aborted aborted -> Stream.of("`ABORT`, `" + aborted.reason() + "`");
            case Expectation.Held held -> Stream.of("`HOLD`, `" + held.reason() + "`");
            case Expectation.EnvironmentIncident incident ->
                    Stream.of("incident, `" + incident.subjectKind() + "`");
            default -> Stream.empty();
        };
    }

    private static Stream<Delay> limits(Expectation expectation) {
        return switch (expectation) {
            case Expectation.Aborted aborted ->
                    limits(aborted.withinLooks(), aborted.withinSeconds());
            case Expectation.EnvironmentIncident incident ->
                    limits(incident.withinLooks(), incident.withinSeconds());
            default -> Stream.empty();
        };
    }

    private static Stream<Delay> limits(int looks, Integer seconds) {
        return Stream.of(
                new Delay(looks, "looks"), new Delay(Objects.requireNonNullElse(seconds, 0), "s"));
    }
}
