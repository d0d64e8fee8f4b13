package io.portcullis.cli.drill.play;

import java.time.Instant;

/**
 * Looks in a row in which something met a fault.
 *
 * @param firstAt when the first of them was told
 * @param lastAt likewise the last
 */
public record FaultSpell(long firstLook, Instant firstAt, long lastLook, Instant lastAt) {
    /** Traffic that meets a fault seldom makes no spells of its own. */
    private static final int GAP_LOOKS_MAX = 3;

    /** The spell that begins with this look. */
    static FaultSpell of(long look, Instant at) {
        return new FaultSpell(look, at, look, at);
    }

    /** Whether this look still belongs to it. */
    boolean goesOnIn(long look) {
        return look - lastLook <= GAP_LOOKS_MAX;
    }

    /** The same spell with one more look. */
    FaultSpell until(long look, Instant at) {
        return new FaultSpell(firstLook, firstAt, look, at);
    }

    /** Whether it was there at a time. */
    boolean lastsAt(Instant time) {
        return !time.isBefore(firstAt) && !time.isAfter(lastAt);
    }
}
