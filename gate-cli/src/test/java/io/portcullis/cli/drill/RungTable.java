package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.Decision;
import io.portcullis.v1.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the document records of the drills of the mesh. */
final class RungTable {
    private static final Path DOCUMENT = Path.of("../docs/drills.md");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([a-z0-9-]+)` \\| `([a-z0-9-]+)` \\| ([a-e]) \\| (`[A-Z_`, ]+) \\| ([0-9.]+) (looks|s) \\| ([0-9]+) (looks|s) \\|");

    private RungTable() {}

    /** All its rows. */
    static List<Row> read() throws IOException {
        return Files.readString(DOCUMENT)
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row ->
                        new Row(
                                row.group(1),
                                row.group(2),
                                row.group(3),
                                row.group(4),
                                new Delay(Double.parseDouble(row.group(5)), row.group(6)),
                                new Delay(Double.parseDouble(row.group(7)), row.group(8))))
                .toList();
    }

    /** The decision as the table writes it. */
    static String verdict(Decision decision) {
        return "`"
                + Names.of(decision.getKind())
                + "`, "
                + decision.getReasonsList().stream()
                        .map(Reason::getType)
                        .distinct()
                        .map(type -> "`" + Names.of(type) + "`")
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /** Of the look in which a decision was seen, since the first with the fault. */
    static Delay since(ActRecord record, ActRecord.Seen<?> seen, String unit) {
        if (unit.equals("looks")) {
            return new Delay(seen.look() - record.firstFaultLook().orElseThrow(), unit);
        }
        long millis =
                java.time.Duration.between(record.firstFaultAt().orElseThrow(), seen.at())
                        .toMillis();
        return new Delay(millis / 1_000.0, unit);
    }

    /** One row. */
    record Row(
            String drill, String act, String rung, String verdict, Delay delay, Delay delayMax) {}

    /** A time in looks or in seconds. */
    record Delay(double value, String unit) {}
}
