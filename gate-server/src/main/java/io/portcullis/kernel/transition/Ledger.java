package io.portcullis.kernel.transition;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Processes of one service and what they carry, and those that were replaced with what that cut.
 *
 * <p>A scrape that is missing is no end: a process has ended when another has its name (other start,
 * epoch, node id or version), when somebody who names all that exist no longer names it, or when
 * nothing is heard of it while others of its region are heard and another has begun since. It was
 * replaced when a process of the other version took its place, or a new one that of a new one; an old
 * one that starts again, or is scaled away, is no harm of the rollout. Whoever is heard again after all
 * was not replaced.
 *
 * <p>Immutable. The order of what one look says does not matter, and a look told again changes
 * nothing.
 */
public final class Ledger {

    /** Most processes that are watched; of more nothing is known. */
    public static final int PROCESSES_MAX = 20_000;

    /** Most replacements kept one by one; more are folded by region. */
    public static final int REPLACEMENTS_MAX = 1_000;

    public static final Ledger EMPTY =
            new Ledger(new Position(0, 0, 0, 0), new TreeMap<>(), List.of(), List.of());

    private final Position position;
    private final SortedMap<ProcessKey, Life> lives;
    private final List<Gone> gone;
    private final List<Replacement> replacements;

    Ledger(
            Position position,
            SortedMap<ProcessKey, Life> lives,
            List<Gone> gone,
            List<Replacement> replacements) {
        this.position = position;
        this.lives = Collections.unmodifiableSortedMap(new TreeMap<>(lives));
        this.gone = List.copyOf(gone);
        this.replacements = List.copyOf(replacements);
    }

    /** From what {@link #bytes} gave. */
    public static Ledger of(byte[] bytes) {
        return LedgerFormat.read(bytes);
    }

    /** Compact, versioned, the same for equal ledgers. */
    public byte[] bytes() {
        return LedgerFormat.write(this);
    }

    /** The ledger after one more look. */
    public Ledger after(LedgerLook look) {
        return look.look() <= position.look() ? this : new LedgerStep(this, look).taken();
    }

    /** What was cut so far, and what processes that live now carry. */
    public TransitionHarm harm() {
        return new TransitionHarm(replacements, Standing.of(lives.entrySet()));
    }

    /** How many processes are watched. */
    public int size() {
        return lives.size();
    }

    Position position() {
        return position;
    }

    SortedMap<ProcessKey, Life> lives() {
        return lives;
    }

    List<Gone> gone() {
        return gone;
    }

    List<Replacement> replacements() {
        return replacements;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ledger ledger
                && position.equals(ledger.position)
                && lives.equals(ledger.lives)
                && gone.equals(ledger.gone)
                && replacements.equals(ledger.replacements);
    }

    @Override
    public int hashCode() {
        return position.hashCode() * 31 + lives.hashCode();
    }

    @Override
    public String toString() {
        return "Ledger of %d processes and %d replacements at %s"
                .formatted(lives.size(), replacements.size(), position);
    }

    /**
     * Where it stands.
     *
     * @param firstLook the first that named a process; those known then began before
     */
    record Position(int look, int firstLook, int stage, int since) {}
}
