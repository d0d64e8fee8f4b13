package io.portcullis.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document records both ways with the limits that each build holds. */
final class WithdrawnTableTest {
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `"
                            + WithdrawnRegionIT.SCENARIO
                            + "` \\| ([^|]+) \\| `WITHDRAWN_WHILE_REACHABLE` \\| `HOLD`, `ENVIRONMENT` \\| ([0-9.]+) s \\| ([0-9]+) s \\|");

    @Test
    void recordsBothWaysWithTheirLimits() throws IOException {
        List<MatchResult> rows =
                ROW.matcher(Files.readString(Path.of("../docs/drills.md"))).results().toList();

        assertThat(rows)
                .extracting(row -> Long.valueOf(row.group(3)))
                .containsExactly(
                        WithdrawnRegionIT.STOCK_METRICS_MAX.toSeconds(),
                        WithdrawnRegionIT.PROBES_MAX.toSeconds());
        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(Double.valueOf(row.group(2)))
                                .isLessThanOrEqualTo(Double.valueOf(row.group(3))));
        assertThat(rows.getFirst().group(1)).contains("15 s");
        assertThat(rows.getLast().group(1)).contains("10 s");
    }
}
