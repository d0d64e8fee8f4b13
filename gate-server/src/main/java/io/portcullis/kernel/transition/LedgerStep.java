package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.RollCall;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** One look of a ledger; used once. */
final class LedgerStep {

    /** A process not heard of for so many looks may have ended. */
    private static final int SILENT_LOOKS = 3;

    /**
     * After so many, one of the other version that was started beforehand may have taken its place:
     * longer, for it is also what a long gap of a living process looks like beside an added server.
     */
    private static final int SILENT_BESIDE_SURGE_LOOKS = 9;

    /** One that takes its time between samples may be silent for so many of them. */
    private static final int SILENT_SAMPLES = 3;

    /** Nothing heard of it for so long, a process is forgotten. */
    private static final Duration KEPT = Duration.ofHours(24);

    /** One that went away may be heard of again for so long. */
    private static final Duration GONE_KEPT = Duration.ofHours(1);

    private final LedgerLook look;
    private final int firstLook;
    private final LedgerState state;
    private final SortedMap<ProcessKey, Life> lives;
    private final List<Gone> gone;
    private final List<Replacement> replacements;
    private final Set<ProcessKey> heard = new HashSet<>();
    private final Map<Voice, Instant> newest = new HashMap<>();

    LedgerStep(Ledger before, LedgerLook look) {
        this.look = look;
        var position = before.position();
        boolean first = before.lives().isEmpty() && position.firstLook() == 0;
        this.firstLook = first ? look.look() : position.firstLook();
        this.state = LedgerState.of(before);
        this.lives = state.lives();
        this.gone = state.gone();
        this.replacements = state.replacements();
        if (position.stage() != look.stage() || position.since() != look.since()) {
            lives.replaceAll((_, life) -> life.anew());
        }
    }

    Ledger taken() {
        var evidence = look.evidence();
        evidence.samples().forEach(this::hear);
        evidence.rollCalls().forEach(this::call);
        missOthers();
        new Successors(look, firstLook, newest, state).find();
        forget();
        boolean nothing = lives.isEmpty() && gone.isEmpty();
        return new Ledger(
                new Ledger.Position(
                        look.look(), nothing ? 0 : firstLook, look.stage(), look.since()),
                lives,
                gone,
                replacements);
    }

    private void hear(ProcessSample sample) {
        var key = new ProcessKey(sample.region(), sample.process());
        var side = side(sample);
        newest.merge(
                new Voice(sample.region(), sample.source()),
                sample.at(),
                (one, other) -> one.isAfter(other) ? one : other);
        var life = lives.get(key);
        if (life == null) {
            appear(key, sample, side);
            return;
        }
        switch (life.kin(sample, side)) {
            case BEFORE -> late(key, sample, side);
            case SAME, UNTOLD -> live(key, life.heard(sample, side));
            case NEXT -> {
                end(key, life, Replacement.End.RESTARTED, goneBy(life, sample));
                live(key, Life.born(sample, side, look.look(), true));
            }
        }
    }

    private void live(ProcessKey key, Life life) {
        lives.put(key, life);
        heard.add(key);
    }

    /** What one that has ended said before its end may come after it was known. */
    private void late(ProcessKey key, ProcessSample sample, Arm.@Nullable Side side) {
        for (int i = gone.size() - 1; i >= 0; i--) {
            var one = gone.get(i);
            boolean said =
                    one.key().equals(key)
                            && !sample.at().isAfter(one.goneBy())
                            && one.life().kin(sample, side).isSame();
            if (said) {
                var told = one.with(one.life().heard(sample, side));
                gone.set(i, told);
                replacements.replaceAll(
                        entry -> isOf(entry, one) ? entry.correctedBy(told, look.length()) : entry);
                return;
            }
        }
    }

    /** One never heard of, one that was taken for gone and is not, or the next of that name. */
    private void appear(ProcessKey key, ProcessSample sample, Arm.@Nullable Side side) {
        int index = lastGone(key);
        if (index < 0) {
            born(key, sample, side, false);
            return;
        }
        var known = gone.get(index);
        switch (known.life().kin(sample, side)) {
            case BEFORE -> late(key, sample, side);
            case SAME, UNTOLD -> {
                if (sample.at().isAfter(known.goneBy())) {
                    gone.remove(index);
                    replacements.removeIf(one -> isOf(one, known));
                    live(key, known.life().heard(sample, side));
                } else {
                    late(key, sample, side);
                }
            }
            case NEXT -> {
                boolean namesake = known.end() != Replacement.End.RESTARTED;
                if (namesake) {
                    // Who has its name took its place, whoever else came meanwhile.
                    gone.set(index, known.restarted());
                    replacements.removeIf(one -> isOf(one, known));
                }
                born(key, sample, side, namesake);
            }
        }
    }

    private int lastGone(ProcessKey key) {
        for (int i = gone.size() - 1; i >= 0; i--) {
            if (gone.get(i).key().equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private void born(
            ProcessKey key, ProcessSample sample, Arm.@Nullable Side side, boolean successor) {
        if (lives.size() < Ledger.PROCESSES_MAX) {
            live(key, Life.born(sample, side, look.look(), successor));
        }
    }

    private static boolean isOf(Replacement replacement, Gone known) {
        return replacement.processes() == 1
                && replacement.region().equals(known.key().region())
                && replacement.process().equals(known.key().process())
                && replacement.goneBy().equals(known.goneBy());
    }

    /** The next one's start, where it is known, else its first sign of life. */
    private static Instant goneBy(Life life, ProcessSample next) {
        var start = next.startedAt();
        return start != null && start.isAfter(life.lastAt()) && start.isBefore(next.at())
                ? start
                : next.at();
    }

    private void call(RollCall call) {
        for (var key : List.copyOf(lives.keySet())) {
            if (!key.region().equals(call.region())) {
                continue;
            }
            var life = lives.get(key);
            if (life == null) {
                continue;
            }
            if (call.processes().contains(key.process())) {
                lives.put(key, life.called(call.source()));
                heard.add(key);
            } else if (life.calledBy().contains(call.source())
                    && call.at().isAfter(life.lastAt())
                    && !isCalled(key)) {
                end(key, life, Replacement.End.GONE, call.at());
                lives.remove(key);
            }
        }
    }

    /** Somebody else may still name it: who drains may have left one list and not the other. */
    private boolean isCalled(ProcessKey key) {
        return look.evidence().rollCalls().stream()
                .filter(call -> call.region().equals(key.region()))
                .anyMatch(call -> call.processes().contains(key.process()));
    }

    /** Who is not heard while others of the region are, by a source that used to tell of both. */
    private void missOthers() {
        for (var entry : List.copyOf(lives.entrySet())) {
            var key = entry.getKey();
            boolean others =
                    entry.getValue().marks().keySet().stream()
                            .anyMatch(
                                    source -> newest.containsKey(new Voice(key.region(), source)));
            if (heard.contains(key) || !others) {
                continue;
            }
            var life = entry.getValue().missedAgain();
            lives.put(key, life);
            if (isSilent(life) && hasSuccessor(key, life)) {
                end(key, life, Replacement.End.SILENT, due(life));
                lives.remove(key);
            }
        }
    }

    private boolean isSilent(Life life) {
        long samples = SILENT_SAMPLES * life.spacing().toMillis();
        return life.calledBy().isEmpty()
                && life.missed() >= SILENT_LOOKS
                && life.missed() * look.length().toMillis() >= samples;
    }

    /** Had it lived on, it would have been heard of by then. */
    private Instant due(Life life) {
        var spacing = life.spacing().compareTo(look.length()) > 0 ? life.spacing() : look.length();
        return life.lastAt().plus(spacing);
    }

    private boolean hasSuccessor(ProcessKey key, Life life) {
        boolean surge = life.missed() >= SILENT_BESIDE_SURGE_LOOKS;
        return lives.entrySet().stream()
                .filter(other -> other.getKey().region().equals(key.region()))
                .map(Map.Entry::getValue)
                .anyMatch(other ->
                        Successors.follows(other, life, firstLook)
                                || surge && Successors.stoodBy(other, life, firstLook));
    }

    private void end(ProcessKey key, Life life, Replacement.End end, Instant goneBy) {
        gone.add(
                new Gone(
                        key,
                        life,
                        look.look(),
                        goneBy,
                        end,
                        look.stage(),
                        look.since(),
                        Gone.Fate.PENDING));
    }

    private void forget() {
        var oldest = look.at().minus(KEPT);
        lives.values().removeIf(life -> life.lastAt().isBefore(oldest));
        var goneOldest = look.at().minus(GONE_KEPT);
        gone.removeIf(one -> !one.isPending() && one.goneBy().isBefore(goneOldest));
    }

    private Arm.@Nullable Side side(ProcessSample sample) {
        return look.arms().arm(sample.region(), sample.origin()).map(Arm::side).orElse(null);
    }
}
