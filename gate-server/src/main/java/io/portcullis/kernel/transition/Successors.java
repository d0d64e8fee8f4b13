package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.transition.Gone.Fate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds what took the place of processes that went away. */
final class Successors {

    /**
     * Looks to wait for one that begins after the end, before one that was there already counts as the
     * successor: a process that is moved or crashes in between begins again on the old version.
     */
    private static final int WAIT_LOOKS = 2;

    /** After so many looks without one it was scaled away. */
    private static final int WAIT_LOOKS_MAX = 30;

    /** A source may be so many looks behind the one that told of an end. */
    private static final int LATE_LOOKS = 6;

    private final LedgerLook look;
    private final int firstLook;
    private final Map<Voice, Instant> newest;
    private final SortedMap<ProcessKey, Life> lives;
    private final List<Gone> gone;
    private final List<Replacement> replacements;

    Successors(LedgerLook look, int firstLook, Map<Voice, Instant> newest, LedgerState state) {
        this.look = look;
        this.firstLook = firstLook;
        this.newest = newest;
        this.lives = state.lives();
        this.gone = state.gone();
        this.replacements = state.replacements();
    }

    void find() {
        gone.sort(
                Comparator.comparingInt(Gone::look)
                        .thenComparing(one -> one.life().lastAt())
                        .thenComparing(Gone::key));
        gone.replaceAll(one -> one.isPending() ? settled(one) : one);
    }

    private Gone settled(Gone one) {
        if (!isHeardOut(one)) {
            return one;
        }
        return switch (one.end()) {
            case RESTARTED -> settled(one, namesake(one));
            case GONE, SILENT -> settled(one, taker(one));
        };
    }

    /** A source that answers late may still bring what it said last. */
    private boolean isHeardOut(Gone one) {
        return look.look() - one.look() >= LATE_LOOKS
                || one.life().loads().keySet().stream()
                        .map(key -> newest.get(new Voice(one.key().region(), key.source())))
                        .allMatch(at -> at != null && !at.isBefore(one.goneBy()));
    }

    private Gone settled(Gone one, @Nullable Side to) {
        var from = one.life().side();
        if (from == null || to == null) {
            boolean over = look.look() - one.look() >= WAIT_LOOKS_MAX;
            return over ? one.as(Fate.NOT_REPLACED) : one;
        }
        if (from == Side.OLD && to == Side.OLD) {
            return one.as(Fate.NOT_REPLACED);
        }
        add(replacement(one, from, to));
        return one.as(Fate.REPLACED);
    }

    private Replacement replacement(Gone one, Side from, Side to) {
        var direction = to == Side.NEW ? Direction.FORWARD : Direction.BACK;
        return new Replacement(
                new Chapter(direction, one.stage(), one.since()),
                look.look(),
                one.key().region(),
                one.key().process(),
                1,
                from,
                to,
                one.end(),
                one.life().lastAt(),
                one.goneBy(),
                one.life().cut(one.goneBy(), look.length()));
    }

    private void add(Replacement replacement) {
        if (replacements.size() >= Ledger.REPLACEMENTS_MAX) {
            for (int i = replacements.size() - 1; i >= 0; i--) {
                if (replacements.get(i).foldsWith(replacement)) {
                    replacements.set(i, replacements.get(i).fold(replacement));
                    return;
                }
            }
        }
        replacements.add(replacement);
    }

    private @Nullable Side namesake(Gone one) {
        var next = lives.get(one.key());
        return next == null ? null : next.side();
    }

    private @Nullable Side taker(Gone one) {
        var taker =
                earliest(one.key().region(), other -> follows(other, one.life(), firstLook))
                        .or(() -> surged(one))
                        .orElse(null);
        if (taker == null) {
            return null;
        }
        lives.computeIfPresent(taker.getKey(), (_, life) -> life.takes());
        return taker.getValue().side();
    }

    /** One of the other version that was started beforehand. */
    private Optional<Map.Entry<ProcessKey, Life>> surged(Gone one) {
        return look.look() - one.look() >= WAIT_LOOKS
                ? earliest(one.key().region(), other -> stoodBy(other, one.life(), firstLook))
                : Optional.empty();
    }

    private Optional<Map.Entry<ProcessKey, Life>> earliest(Region region, Predicate<Life> wanted) {
        return lives.entrySet().stream()
                .filter(entry -> entry.getKey().region().equals(region))
                .filter(entry -> wanted.test(entry.getValue()))
                .min(
                        Comparator.<Map.Entry<ProcessKey, Life>, Instant>comparing(
                                        entry -> entry.getValue().firstAt())
                                .thenComparing(Map.Entry::getKey));
    }

    /** Whether a process began, under a name of its own, after another was last heard of. */
    static boolean follows(Life other, Life ended, int firstLook) {
        return isFree(other, firstLook) && other.firstAt().isAfter(ended.lastAt());
    }

    /** Whether a process of the other version may have been started to take its place. */
    static boolean stoodBy(Life other, Life ended, int firstLook) {
        return isFree(other, firstLook) && other.side() != ended.side();
    }

    private static boolean isFree(Life other, int firstLook) {
        return !other.taken() && other.side() != null && other.bornLook() > firstLook;
    }
}
