package io.portcullis.simulation.report;

import java.util.Locale;

/**
 * One target of analysis section 6 and what was measured; a line that says whether it was met.
 *
 * @param number in section 6
 * @param what is measured, where
 * @param wanted in words
 * @param measured with limits
 * @param excess by how much it was missed, as a factor or a difference in words; empty when met
 */
public record Target(int number, String what, String wanted, String measured, String excess) {

    private static final String START = "target ";

    /** A rate that must not be higher. */
    public static Target atMost(int number, String what, Rate rate, double most) {
        return new Target(
                number,
                what,
                String.format(Locale.ROOT, "<= %.1f %%", 100 * most),
                rate.toString(),
                rate.value() <= most
                        ? ""
                        : String.format(Locale.ROOT, "%.1f points", 100 * (rate.value() - most)));
    }

    /** A rate that must not be lower. */
    public static Target atLeast(int number, String what, Rate rate, double least) {
        return new Target(
                number,
                what,
                String.format(Locale.ROOT, ">= %.1f %%", 100 * least),
                rate.toString(),
                rate.value() >= least
                        ? ""
                        : String.format(Locale.ROOT, "%.1f points", 100 * (least - rate.value())));
    }

    /** A median, and perhaps a 95 % quantile, that must not be higher. */
    public static Target within(
            int number, String what, Delay delay, double median, double quantile95) {
        boolean met = delay.median() <= median && delay.quantile(0.95) <= quantile95;
        String wanted = "median <= " + Delay.text(median) + " s";
        if (!Double.isInfinite(quantile95)) {
            wanted += ", p95 <= " + Delay.text(quantile95) + " s";
        }
        String measured =
                delay
                        + " s, median in ["
                        + Delay.text(delay.medianLow())
                        + ", "
                        + Delay.text(delay.medianHigh())
                        + "], N "
                        + delay.trials();
        return new Target(number, what, wanted, measured, met ? "" : excess(delay, median));
    }

    private static String excess(Delay delay, double median) {
        return delay.median() <= median
                ? "p95 " + Delay.text(delay.quantile(0.95)) + " s"
                : String.format(Locale.ROOT, "x %.2f of the median", delay.median() / median);
    }

    public boolean met() {
        return excess.isEmpty();
    }

    /** Whether a line of a report is a target's. */
    public static boolean isLine(String line) {
        return line.startsWith(START);
    }

    @Override
    public String toString() {
        return "%s%2d | %s | %s | %s | %s"
                .formatted(
                        START,
                        number,
                        what,
                        wanted,
                        measured,
                        met() ? "met" : "MISSED by " + excess);
    }
}
