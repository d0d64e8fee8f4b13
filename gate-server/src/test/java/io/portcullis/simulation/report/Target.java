package io.portcullis.simulation.report;

import java.util.List;
import java.util.Locale;

/**
 * One target of analysis section 6 and what was measured; a line that says whether it was met.
 *
 * @param number in section 6
 * @param what is measured, where
 * @param wanted in words
 * @param measured with limits
 * @param verdict met or missed, by how much, and what is unsure of it
 */
public record Target(int number, String what, String wanted, String measured, String verdict) {

    private static final String START = "target ";
    private static final String MET = "met";
    private static final String MISSED = "MISSED";
    private static final String UNDETERMINED = "undetermined";

    /** Section 6 asks for so many runs. */
    private static final int RATE_RUNS = 300;

    private static final int DELAY_RUNS = 60;

    /** A rate that must not be higher. */
    public static Target atMost(int number, String what, Rate rate, double most) {
        String verdict =
                verdict(points(rate.value() - most), rate.low() <= most, rate.trials(), RATE_RUNS);
        return new Target(number, what, "<= " + percent(most), rate.toString(), verdict);
    }

    /** A rate that must not be lower. */
    public static Target atLeast(int number, String what, Rate rate, double least) {
        String verdict =
                verdict(
                        points(least - rate.value()),
                        rate.high() >= least,
                        rate.trials(),
                        RATE_RUNS);
        return new Target(number, what, ">= " + percent(least), rate.toString(), verdict);
    }

    private static String points(double excess) {
        return excess <= 0 ? "" : String.format(Locale.ROOT, "%.1f points", 100 * excess);
    }

    private static String percent(double bound) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * bound);
    }

    /** A median, and perhaps a 95 % quantile, that must not be higher. */
    public static Target within(
            int number, String what, Delay delay, double median, double quantile95) {
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
        return new Target(
                number,
                what,
                wanted,
                measured,
                verdict(
                        excess(delay, median, quantile95),
                        delay.medianLow() <= median && delay.quantileLow95() <= quantile95,
                        delay.trials(),
                        DELAY_RUNS));
    }

    private static String excess(Delay delay, double median, double quantile95) {
        if (delay.median() > median) {
            return String.format(Locale.ROOT, "x %.2f of the median", delay.median() / median);
        }
        return delay.quantile(0.95) <= quantile95
                ? ""
                : "p95 " + Delay.text(delay.quantile(0.95)) + " s";
    }

    /** A miss whose limits reach the target is undetermined, and so is less than was asked for. */
    private static String verdict(String by, boolean withinLimits, int trials, int asked) {
        String verdict = by.isEmpty() ? MET : MISSED + " by " + by;
        if (!by.isEmpty() && withinLimits) {
            verdict += ", " + UNDETERMINED + ": its limits reach the target";
        }
        return trials < asked ? verdict + ", in fewer than " + asked + " runs" : verdict;
    }

    public boolean met() {
        return verdict.startsWith(MET);
    }

    /** All targets' lines, the missed ones first, and how many there are of each. */
    public static String summary(List<String> lines) {
        List<String> unsure = lines.stream().filter(line -> line.contains(UNDETERMINED)).toList();
        List<String> missed =
                lines.stream()
                        .filter(line -> line.contains(MISSED) && !unsure.contains(line))
                        .toList();
        List<String> met = lines.stream().filter(line -> !line.contains(MISSED)).toList();
        return "6 Targets: what, wanted, measured, met or missed by how much\n"
                + part(missed, "missed")
                + part(unsure, "missed, but their limits reach the target")
                + part(met, "met");
    }

    private static String part(List<String> lines, String name) {
        String all = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        return "\n" + lines.size() + " " + name + "\n" + all;
    }

    /** Whether a line of a report is a target's. */
    public static boolean isLine(String line) {
        return line.startsWith(START);
    }

    @Override
    public String toString() {
        return "%s%2d | %s | %s | %s | %s"
                .formatted(START, number, what, wanted, measured, verdict);
    }
}
