package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong with a stand-in, as data.
 *
 * @param of its name
 * @param answers how it answers then; as ever when left out
 * @param series of METRICS: other values then
 * @param without of METRICS: series that are gone then
 * @param fromStage it begins when this stage opens; 0, the beginning of the act, when left out
 * @param afterLooks and so many looks later; 0 when left out
 * @param forLooks and lasts so long; for ever when left out
 */
public record StandInFaultText(
        String name,
        String of,
        @Nullable AnswersText answers,
        @Nullable Map<String, Double> series,
        @Nullable List<String> without,
        @Nullable Integer fromStage,
        @Nullable Integer afterLooks,
        @Nullable Integer forLooks) {
    public StandInFaultText {
        Rules.text(name, "name");
        Rules.name(of, "of");
        series = Rules.map(series);
        without = Rules.list(without);
        if (answers == null && series.isEmpty() && without.isEmpty()) {
            throw new IllegalArgumentException(
                    "a fault of a stand-in must give answers, series or without");
        }
        fromStage = fromStage == null ? 0 : fromStage;
        FaultTime time = FaultTime.of(fromStage, afterLooks, forLooks);
        afterLooks = time.after();
        forLooks = time.lasting();
    }

    /** Throws {@link IllegalArgumentException} when none of these can have it. */
    void check(List<StandInText> standIns) {
        StandInText struck =
                standIns.stream()
                        .filter(one -> one.name().equals(of))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "a fault is of " + of + "; must be of one of standIns"));
        for (List<String> names : List.of(List.copyOf(values().keySet()), gone())) {
            if (!struck.values().keySet().containsAll(names)) {
                throw new IllegalArgumentException(
                        "the fault of " + of + " has series " + names + "; must be series it has");
            }
        }
    }

    /** Other values by name of the series. */
    public Map<String, Double> values() {
        return Rules.map(series);
    }

    /** Series that are gone. */
    public List<String> gone() {
        return Rules.list(without);
    }

    /** When it is in force. */
    public FaultTime time() {
        return FaultTime.of(Rules.required(fromStage, "fromStage"), afterLooks, forLooks);
    }

    /** How a stand-in answers that has these; as ever when empty. */
    public static Optional<AnswersText> answers(List<StandInFaultText> faults) {
        return faults.stream()
                .map(StandInFaultText::answers)
                .flatMap(Stream::ofNullable)
                .findFirst();
    }

    /** How a stand-in answers. */
    public enum AnswersText {
        /** What it stood for is not there: NXDOMAIN from the zone above, 404, no series at all. */
        GONE,
        /** SERVFAIL, or 503. */
        FAILING,
        /** Nothing. */
        SILENT
    }
}
