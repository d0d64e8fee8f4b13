package io.portcullis.kernel.environment.standing;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is held true of a subject. It is unfit when {@code quorumRatio} of the fresh sources hold it to
 * be, and stays so until fresh ones say otherwise; with no fresh source it is unknown, never fit.
 *
 * @param rule the one that came with the newest observation
 * @param since from when on the condition holds; of an unfit subject, its first bad observation
 * @param mentionedAt last look at which any source spoke of it
 * @param text what is so, in one sentence
 * @param witnesses by name of the source
 */
public record Standing(
        Subject subject,
        Rule rule,
        Condition condition,
        Instant since,
        Instant mentionedAt,
        String text,
        List<Witness> witnesses) {

    public Standing {
        witnesses = List.copyOf(witnesses);
    }

    /** What it is at a later moment, when nothing more was heard. */
    public Condition conditionAt(Instant now) {
        return condition == Condition.FIT && decided(now).isEmpty() ? Condition.UNKNOWN : condition;
    }

    /** As if it had been spoken of later by so much. */
    public Standing mentionedLater(Duration by) {
        return new Standing(subject, rule, condition, since, mentionedAt.plus(by), text, witnesses);
    }

    public boolean isUnfit() {
        return condition == Condition.UNFIT;
    }

    /** Whether somebody who holds it unfit still says so, so that its text is of what is wrong. */
    public boolean isSaidUnfit() {
        return witnesses.stream()
                .anyMatch(it -> it.verdict() == Condition.UNFIT && it.saying() == Condition.UNFIT);
    }

    /** Sources that are fresh and have made up their minds. */
    List<Witness> decided(Instant now) {
        return witnesses.stream()
                .filter(witness -> witness.verdict() != Condition.UNKNOWN)
                .filter(witness -> witness.isFresh(now, rule))
                .toList();
    }
}
