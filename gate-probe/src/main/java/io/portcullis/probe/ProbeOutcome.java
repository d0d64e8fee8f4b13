package io.portcullis.probe;

import java.time.Duration;

/**
 * What one run of a probe found.
 *
 * @param text for people: what was found, with its numbers; one line
 */
public record ProbeOutcome(Verdict verdict, String text, Duration took) {

    private static final int TEXT_LENGTH_MAX = 500;

    public ProbeOutcome {
        String line = text.replaceAll("\\p{Cc}+", " ").strip();
        text =
                line.length() <= TEXT_LENGTH_MAX
                        ? line
                        : line.substring(0, TEXT_LENGTH_MAX - 1) + "…";
    }

    public static ProbeOutcome fit(String text) {
        return new ProbeOutcome(Verdict.FIT, text, Duration.ZERO);
    }

    public static ProbeOutcome unfit(String text) {
        return new ProbeOutcome(Verdict.UNFIT, text, Duration.ZERO);
    }

    public static ProbeOutcome unknown(String text) {
        return new ProbeOutcome(Verdict.UNKNOWN, text, Duration.ZERO);
    }

    public ProbeOutcome took(Duration time) {
        return new ProbeOutcome(verdict, text, time);
    }

    /** Whether what was probed works. */
    public enum Verdict {
        FIT,
        UNFIT,
        /** The probe itself could not be done here. */
        UNKNOWN
    }
}
