package io.portcullis.cli.drill;

import io.portcullis.cli.drill.play.ActRecord;
import io.portcullis.cli.drill.play.ActRecord.Seen;
import io.portcullis.cli.drill.scenario.RungText;
import io.portcullis.cli.text.Names;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.Rollout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the document records of the drills of the mesh. */
final class RungTable {
    private static final Path DOCUMENT = Path.of("../docs/drills.md");
    private static final Pattern ROW =
            Pattern.compile(
                    "\\| `([a-z0-9-]+)` \\| `([a-z0-9-]+)` \\| ([a-e]) \\| ([^|]+) \\| ([0-9.]+) (looks|s) \\| ([0-9]+) (looks|s) \\|");

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

    /** The row of an act on a rung. */
    static Row row(String drill, String act, RungText rung) throws IOException {
        return read().stream()
                .filter(row -> row.drill().equals(drill) && row.act().equals(act))
                .filter(row -> row.rung().equals(rung.letter()))
                .findFirst()
                .orElseThrow(() ->
                        new AssertionError(
                                "no row of " + drill + ", " + act + ", " + rung.letter()));
    }

    /**
     * The verdict since the fault, as the table writes it: the first ABORT, else the first HOLD for the environment, which may
     * also come before an ABORT, else its incident alone.
     */
    static Found found(ActRecord record) {
        long fault = record.firstFaultLook().orElseThrow();
        return Stream.of(
                        decisions(record, DecisionKind.DECISION_KIND_ABORT),
                        decisions(record, DecisionKind.DECISION_KIND_HOLD),
                        incidents(record))
                .map(found ->
                        found.filter(one -> one.look() >= fault)
                                .min(Comparator.comparing(Found::at)))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing was found"));
    }

    private static Stream<Found> decisions(ActRecord record, DecisionKind kind) {
        return record.sightings().stream()
                .filter(seen -> seen.value().getDecision().getKind() == kind)
                .filter(seen ->
                        kind == DecisionKind.DECISION_KIND_ABORT
                                || first(seen)
                                        .filter(ReasonType.REASON_TYPE_ENVIRONMENT::equals)
                                        .isPresent())
                .map(RungTable::found);
    }

    private static Stream<Found> incidents(ActRecord record) {
        return record.environment().stream()
                .map(seen ->
                        new Found(
                                "incident, `"
                                        + seen.value().getFingerprint().replaceFirst("/.*", "`"),
                                seen.look(),
                                seen.at()));
    }

    private static Found found(Seen<Rollout> seen) {
        return new Found(
                "`"
                        + Names.of(seen.value().getDecision().getKind())
                        + "`, `"
                        + first(seen).map(Names::of).orElse("")
                        + "`",
                seen.look(),
                seen.at());
    }

    private static Optional<ReasonType> first(Seen<Rollout> seen) {
        return seen.value().getDecision().getReasonsList().stream()
                .findFirst()
                .map(Reason::getType);
    }

    /**
     * Something the gate found.
     *
     * @param look in which it was seen
     */
    record Found(String verdict, long look, Instant at) {
        /** Since the first look with the fault. */
        Delay since(ActRecord record, String unit) {
            return new Delay(
                    unit.equals("looks")
                            ? look - record.firstFaultLook().orElseThrow()
                            : Duration.between(record.firstFaultAt().orElseThrow(), at).toMillis()
                                    / 1_000.0,
                    unit);
        }
    }

    /** One row. */
    record Row(
            String drill, String act, String rung, String verdict, Delay delay, Delay delayMax) {}

    /** A time in looks or in seconds. */
    record Delay(double value, String unit) {}
}
