package io.portcullis.kernel.environment.health;

import java.time.Duration;

/**
 * How long things of the world are remembered.
 *
 * @param reopenWithin a resolved fault that comes back within this is the same incident; 24 h by
 *     default
 * @param thawAfter how long a fault must be gone until rollouts may go on; 2 min by default
 * @param forgetAfter a subject that no source speaks of for so long is watched no more; 15 min by
 *     default
 */
public record EnvironmentLimits(Duration reopenWithin, Duration thawAfter, Duration forgetAfter) {

    public static final EnvironmentLimits DEFAULT =
            new EnvironmentLimits(
                    Duration.ofHours(24), Duration.ofMinutes(2), Duration.ofMinutes(15));

    public EnvironmentLimits {
        if (thawAfter.isNegative() || thawAfter.compareTo(reopenWithin) > 0) {
            throw new IllegalArgumentException(
                    "thawAfter is %s; must be from zero to reopenWithin, %s"
                            .formatted(thawAfter, reopenWithin));
        }
        if (!forgetAfter.isPositive()) {
            throw new IllegalArgumentException("forgetAfter is " + forgetAfter + "; must be > 0");
        }
    }

    /** The same, forgetting nothing before so long. */
    public EnvironmentLimits forgetAfterAtLeast(Duration least) {
        return forgetAfter.compareTo(least) >= 0
                ? this
                : new EnvironmentLimits(reopenWithin, thawAfter, least);
    }
}
