package io.portcullis.kernel.policy;

/**
 * What a plan allows replacing processes to cut, and what it wants when more was cut.
 *
 * @param cutRatioMax part of the sessions, and of every other kind of work, that the processes
 *     replaced in a stage carried, 0-1; 0.01 by default: a process that is drained properly cuts next
 *     to nothing, and one that is not cuts nearly all
 * @param response what follows
 */
public record TransitionPolicy(double cutRatioMax, Response response) {

    /**
     * Pauses: what saves sessions is that no further process is replaced. Rolling back restarts the new
     * processes by the same means that just cut sessions, and cuts those of the people who came back
     * (LP-2024-04-08). Where the release is bad besides, other reasons abort it all the same.
     */
    public static final TransitionPolicy DEFAULT = new TransitionPolicy(0.01, Response.PAUSE);

    public TransitionPolicy {
        if (!(cutRatioMax >= 0 && cutRatioMax <= 1)) {
            throw new IllegalArgumentException(
                    "cutRatioMax is " + cutRatioMax + "; must be between 0 and 1");
        }
    }

    /** How many of so many may be cut. */
    public long allowed(long carried) {
        return (long) Math.floor(cutRatioMax * carried);
    }

    /** What follows when more was cut than is allowed. */
    public enum Response {
        /** Nothing further is touched until a person resumes or aborts it. */
        PAUSE,
        ROLL_BACK
    }
}
