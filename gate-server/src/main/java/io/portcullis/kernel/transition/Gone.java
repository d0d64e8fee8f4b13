package io.portcullis.kernel.transition;

import java.time.Instant;

/**
 * A process that went away.
 *
 * @param look at which it was known
 * @param goneBy when it was gone at the latest
 * @param stage that was open or opening
 * @param since look from which replacements of that stage count
 */
record Gone(
        ProcessKey key,
        Life life,
        int look,
        Instant goneBy,
        Replacement.End end,
        int stage,
        int since,
        Fate fate) {

    Gone as(Fate newFate) {
        return new Gone(key, life, look, goneBy, end, stage, since, newFate);
    }

    Gone with(Life newLife) {
        return new Gone(key, newLife, look, goneBy, end, stage, since, fate);
    }

    /** The next one has its name. */
    Gone restarted() {
        return new Gone(
                key, life, look, goneBy, Replacement.End.RESTARTED, stage, since, Fate.PENDING);
    }

    boolean isPending() {
        return fate == Fate.PENDING;
    }

    /** What took its place. */
    enum Fate {
        /** Not known yet. */
        PENDING,
        /** A process of the other version, or a new one again: the change did it. */
        REPLACED,
        /** Nothing, or the same old version: it crashed, moved or was scaled away. */
        NOT_REPLACED
    }
}
