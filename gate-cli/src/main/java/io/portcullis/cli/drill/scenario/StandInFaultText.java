package io.portcullis.cli.drill.scenario;

import io.portcullis.cli.file.Rules;
import java.util.List;
import java.util.Map;
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
        fromStage = Rules.within(fromStage == null ? 0 : fromStage, 0, 20, "fromStage");
        afterLooks = Rules.within(afterLooks == null ? 0 : afterLooks, 0, 100_000, "afterLooks");
        forLooks =
                Rules.within(
                        forLooks == null ? Integer.MAX_VALUE : forLooks,
                        1,
                        Integer.MAX_VALUE,
                        "forLooks");
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

    /** The stage with which it begins; 0 for the start of the act. */
    public int stage() {
        return Rules.required(fromStage, "fromStage");
    }

    /** Whether it is in force so many looks after its stage opened. */
    public boolean lasts(long looksSinceStage) {
        int after = Rules.required(afterLooks, "afterLooks");
        return looksSinceStage >= after
                && looksSinceStage - after < Rules.required(forLooks, "forLooks");
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
