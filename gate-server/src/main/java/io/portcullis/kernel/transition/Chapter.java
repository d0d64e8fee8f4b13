package io.portcullis.kernel.transition;

import java.util.Comparator;

/**
 * What replacements are added up over: one stage, one direction, and what came since a person last
 * let it go on.
 *
 * @param stage the stage open or opening; 0 before the first
 * @param since look from which it counts
 */
public record Chapter(Direction direction, int stage, int since) implements Comparable<Chapter> {

    private static final Comparator<Chapter> ORDER =
            Comparator.comparing(Chapter::direction)
                    .thenComparingInt(Chapter::stage)
                    .thenComparingInt(Chapter::since);

    public Chapter {
        if (stage < 0 || since < 0) {
            throw new IllegalArgumentException(
                    "stage is " + stage + " and since " + since + "; must be >= 0");
        }
    }

    @Override
    public int compareTo(Chapter other) {
        return ORDER.compare(this, other);
    }
}
