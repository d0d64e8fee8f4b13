package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.statistics.Margin;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** How a margin is said to people, the same before a stage and after it. */
public final class MarginWords {

    private static final double PERCENT = 100;
    private static final int DECIMALS = 2;

    private MarginWords() {}

    /** Such as {@code worse than x3 + 0.1 % is excluded; a doubling is not}. */
    public static String promise(Margin margin) {
        return "worse than " + bound(margin) + " is excluded; " + open(margin) + " is not";
    }

    /** Such as {@code x3 + 0.1 %}: a multiple of the old version's rate, and a rate on top. */
    public static String bound(Margin margin) {
        return "x" + number(margin.ratio()) + " + " + number(margin.excess() * PERCENT) + " %";
    }

    /** A harm that people can picture and the margin lets through. */
    private static String open(Margin margin) {
        double ratio = margin.ratio();
        if (ratio <= 1.5) {
            return "a rise by a quarter";
        }
        if (ratio <= 2) {
            return "a rise by half";
        }
        if (ratio <= 3) {
            return "a doubling";
        }
        if (ratio <= 4) {
            return "a tripling";
        }
        return number(Math.ceil(ratio) - 1) + " times as bad";
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
