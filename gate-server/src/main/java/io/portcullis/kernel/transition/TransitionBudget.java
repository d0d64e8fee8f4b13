package io.portcullis.kernel.transition;

/**
 * How much of what replaced processes carried may be cut in a stage.
 *
 * @param cutRatioMax 0-1; 0.01 by default: a process that is drained properly cuts next to nothing,
 *     and one that is not cuts nearly all
 */
public record TransitionBudget(double cutRatioMax) {

    public static final TransitionBudget DEFAULT = new TransitionBudget(0.01);

    public TransitionBudget {
        if (!(cutRatioMax >= 0 && cutRatioMax <= 1)) {
            throw new IllegalArgumentException(
                    "cutRatioMax is " + cutRatioMax + "; must be between 0 and 1");
        }
    }

    /** How many of so many. */
    public long allowed(long carried) {
        return (long) Math.floor(cutRatioMax * carried);
    }
}
