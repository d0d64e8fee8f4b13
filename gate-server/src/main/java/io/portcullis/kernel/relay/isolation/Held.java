package io.portcullis.kernel.relay.isolation;

import java.time.Instant;

/**
 * What is held true over many looks. A verdict is entered after some looks in a row, each with newer
 * evidence than the last; it is left when another is entered, or after more looks without it. Until
 * then, and whenever nothing is held, UNKNOWN and NONE are what the look itself says; a verdict on
 * its way in is UNKNOWN.
 *
 * @param since first evidence of it
 * @param coming what the looks in a row say; the verdict itself when there is no other
 * @param row how many
 * @param rowSince evidence of the first of them
 * @param evidenceAt evidence of the last that counted
 * @param away looks in a row that did not say the verdict
 */
public record Held(
        Verdict verdict,
        Instant since,
        String text,
        Verdict coming,
        int row,
        Instant rowSince,
        Instant evidenceAt,
        int away) {

    static Held nothing(Instant now) {
        return new Held(Verdict.UNKNOWN, now, "", Verdict.UNKNOWN, 0, now, Instant.MIN, 0);
    }

    Held hear(Ruling look, IsolationLimits limits, Instant now) {
        if (look.verdict() == verdict) {
            return still(look);
        }
        var coming = look.verdict() == this.coming ? onward(look) : another(look);
        if (look.verdict().isHeld() && coming.row() >= limits.enterLooks()) {
            return coming.entered(look.verdict(), coming.rowSince(), look.text());
        }
        if (verdict.isHeld() && coming.away() < limits.leaveLooks()) {
            return coming;
        }
        return look.verdict().isHeld()
                ? coming.pending(look, limits, now)
                : coming.entered(look.verdict(), now, look.text());
    }

    /** Nobody looked for a while: what was on its way in or out begins anew. */
    Held interrupted() {
        return new Held(verdict, since, text, verdict, 0, rowSince, evidenceAt, 0);
    }

    private Held still(Ruling look) {
        return new Held(verdict, since, look.text(), verdict, row, rowSince, look.evidenceAt(), 0);
    }

    private Held onward(Ruling look) {
        boolean isNews = look.evidenceAt().isAfter(evidenceAt);
        return new Held(
                verdict,
                since,
                text,
                coming,
                isNews ? row + 1 : row,
                rowSince,
                isNews ? look.evidenceAt() : evidenceAt,
                away + 1);
    }

    private Held another(Ruling look) {
        return new Held(
                verdict,
                since,
                text,
                look.verdict(),
                1,
                look.evidenceAt(),
                look.evidenceAt(),
                away + 1);
    }

    private Held entered(Verdict now, Instant from, String why) {
        return new Held(now, from, why, now, row, rowSince, evidenceAt, 0);
    }

    private Held pending(Ruling look, IsolationLimits limits, Instant now) {
        String why =
                "%s (%d of %d looks): %s"
                        .formatted(look.verdict(), row, limits.enterLooks(), look.text());
        return new Held(
                Verdict.UNKNOWN,
                verdict == Verdict.UNKNOWN ? since : now,
                why,
                coming,
                row,
                rowSince,
                evidenceAt,
                0);
    }
}
