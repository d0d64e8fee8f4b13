package io.portcullis.kernel.environment.standing;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One source of a subject: what it says, and how often in a row. A source makes up its mind slowly:
 * {@code enterAfter} times unfit before it counts as that, {@code leaveAfter} times fit before it no
 * longer does. What it could not tell breaks a row towards fit, and none towards unfit; a pause longer
 * than an observation stays fresh breaks both.
 *
 * @param verdict what it counts as; UNKNOWN until it has made up its mind
 * @param heardAt moment of its last observation
 * @param saidAt moment of its last observation that could tell; absent before the first
 * @param saying what the row is of; UNKNOWN when there is none
 * @param inRow length of the row, as far as it matters
 * @param rowSince first observation of the row
 * @param text of the last observation
 */
public record Witness(
        String source,
        Condition verdict,
        Instant heardAt,
        @Nullable Instant saidAt,
        Condition saying,
        int inRow,
        @Nullable Instant rowSince,
        String text) {

    static Witness first(Observation seen, Rule rule) {
        return new Witness(
                        seen.source(),
                        Condition.UNKNOWN,
                        Instant.MIN,
                        null,
                        Condition.UNKNOWN,
                        0,
                        null,
                        seen.text())
                .hear(seen, rule);
    }

    /** An observation that is not newer than the last one says nothing. */
    Witness hear(Observation seen, Rule rule) {
        if (!seen.at().isAfter(heardAt)) {
            return this;
        }
        return switch (seen.condition()) {
            case UNKNOWN -> couldNotTell(seen);
            case FIT, UNFIT -> said(seen, rule);
        };
    }

    private Witness couldNotTell(Observation seen) {
        boolean broken = saying == Condition.FIT;
        return new Witness(
                source,
                verdict,
                seen.at(),
                saidAt,
                broken ? Condition.UNKNOWN : saying,
                broken ? 0 : inRow,
                broken ? null : rowSince,
                seen.text());
    }

    private Witness said(Observation seen, Rule rule) {
        boolean paused = saidAt == null || !isFresh(seen.at(), rule);
        boolean goesOn = !paused && saying == seen.condition();
        int row = goesOn ? inRow + 1 : 1;
        Condition before = paused && verdict == Condition.FIT ? Condition.UNKNOWN : verdict;
        int needed =
                switch (seen.condition()) {
                    case UNFIT -> rule.enterAfter();
                    case FIT -> before == Condition.UNFIT ? rule.leaveAfter() : 1;
                    case UNKNOWN -> throw new IllegalArgumentException("condition is UNKNOWN");
                };
        return new Witness(
                source,
                row >= needed ? seen.condition() : before,
                seen.at(),
                seen.at(),
                seen.condition(),
                Math.min(row, Math.max(rule.enterAfter(), rule.leaveAfter())),
                goesOn ? rowSince : seen.at(),
                seen.text());
    }

    /** Whether what it said last still says something; a clock may run ahead as much as behind. */
    boolean isFresh(Instant now, Rule rule) {
        return saidAt != null
                && Duration.between(saidAt, now).abs().compareTo(rule.freshFor()) <= 0;
    }
}
