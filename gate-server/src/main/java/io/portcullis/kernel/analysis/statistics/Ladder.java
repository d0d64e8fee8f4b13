package io.portcullis.kernel.analysis.statistics;

import java.util.List;

/** The margins a PASS may have, finest first (analysis 2.7). */
public final class Ladder {

    private static final List<Margin> RUNGS =
            List.of(
                    new Margin(1.5, 0.0002),
                    new Margin(2, 0.0005),
                    new Margin(3, 0.001),
                    new Margin(4, 0.002),
                    new Margin(5, 0.005),
                    new Margin(6, 0.01),
                    new Margin(8, 0.02),
                    new Margin(10, 0.05),
                    new Margin(10, 0.1),
                    new Margin(10, 0.2));

    public static final int RUNG_COUNT = RUNGS.size();

    private Ladder() {}

    /** The margin of a rung, 0 to 9. */
    public static Margin margin(int rung) {
        return RUNGS.get(rung);
    }

    /**
     * The rung of a margin.
     *
     * @throws IllegalArgumentException when it is none of the ladder's
     */
    static int rung(Margin margin) {
        int rung = RUNGS.indexOf(margin);
        if (rung < 0) {
            throw new IllegalArgumentException("margin is " + margin + "; must be a rung");
        }
        return rung;
    }
}
