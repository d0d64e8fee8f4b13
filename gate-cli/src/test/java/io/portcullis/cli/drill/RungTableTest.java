package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.cli.drill.RungTable.Row;
import io.portcullis.cli.drill.scenario.ActText;
import io.portcullis.cli.drill.scenario.Expectation;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.drill.scenario.ScenarioFiles;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table says what the scenario expects, of every rung. */
final class RungTableTest {
    private static final String DRILL = "livekit-2024-02-07";

    @ParameterizedTest
    @EnumSource(RungText.class)
    void recordsEveryActOfEveryRungWithItsLimit(RungText rung) throws IOException {
        List<Row> rows =
                RungTable.read().stream()
                        .filter(row -> row.drill().equals(DRILL))
                        .filter(row -> row.rung().equals(rung.letter()))
                        .toList();

        List<ActText> acts = ScenarioFiles.read(DRILL, Map.of("rung", rung.letter())).acts();

        assertThat(rows)
                .extracting(Row::act)
                .containsAll(acts.stream().map(ActText::name).toList());
        for (ActText act : acts) {
            Row row =
                    rows.stream()
                            .filter(it -> it.act().equals(act.name()))
                            .findFirst()
                            .orElseThrow();
            Expectation.Aborted expected =
                    act.expect().stream()
                            .filter(Expectation.Aborted.class::isInstance)
                            .map(Expectation.Aborted.class::cast)
                            .findFirst()
                            .orElseThrow();
            Integer limit =
                    row.delayMax().unit().equals("looks")
                            ? Integer.valueOf(expected.withinLooks())
                            : expected.withinSeconds();
            assertThat(row.verdict()).isEqualTo("`ABORT`, `" + expected.reason() + "`");
            assertThat(row.delayMax().value()).isEqualTo(limit.doubleValue());
            assertThat(row.delay().value()).isLessThan(row.delayMax().value());
        }
    }
}
