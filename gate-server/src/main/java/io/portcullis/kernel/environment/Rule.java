package io.portcullis.kernel.environment;

import java.time.Duration;

/**
 * What follows from a {@link Subject} being unfit, and when it counts as such.
 *
 * @param effect on rollouts
 * @param enterAfter observations in a row, by enough sources, until it is unfit; at least 1
 * @param leaveAfter observations in a row until it is fit again; at least 1
 * @param freshFor how long an observation says anything; after it the source says nothing
 * @param quorumRatio share of the fresh sources that must agree; above 0, at most 1
 * @param goneFor how long it must have been fit before the incident is closed
 */
public record Rule(
        Effect effect,
        int enterAfter,
        int leaveAfter,
        Duration freshFor,
        double quorumRatio,
        Duration goneFor) {

    public Rule {
        if (enterAfter < 1 || leaveAfter < 1) {
            throw new IllegalArgumentException(
                    "enterAfter is %d and leaveAfter %d; must be at least 1"
                            .formatted(enterAfter, leaveAfter));
        }
        if (!(quorumRatio > 0 && quorumRatio <= 1)) {
            throw new IllegalArgumentException(
                    "quorumRatio is " + quorumRatio + "; must be above 0 and at most 1");
        }
    }

    /** The same, of observations that say something for at least so long. */
    public Rule freshForAtLeast(Duration least) {
        return freshFor.compareTo(least) >= 0
                ? this
                : new Rule(effect, enterAfter, leaveAfter, least, quorumRatio, goneFor);
    }

    /** What an unfit subject does to rollouts of the services it concerns. */
    public enum Effect {
        /** Nothing; it is recorded. */
        RECORD,
        /** Nothing may start. */
        NO_START,
        /** Nothing may start or widen. */
        HOLD,
        /** As HOLD, and a rollout whose new version takes part is aborted. */
        ABORT
    }
}
