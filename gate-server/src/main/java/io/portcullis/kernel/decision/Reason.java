package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.plan.ArmPair;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One reason of a decision.
 *
 * @param type what sort of reason
 * @param place region or link it is about, where it is about one
 * @param scope places it is about where they are judged as one
 * @param signal signal it is about, where it is about one
 * @param pair versions at the two ends, for a link
 * @param numbers what was counted, where it rests on counts
 * @param blame what makes the release bad, where it does
 * @param since from when on it holds, where that is known
 * @param remaining what is waited for, where it is a reason to wait
 * @param details named values of the text, such as {@code key}
 * @param text for people: what, where, how much, against what; one sentence
 */
public record Reason(
        ReasonType type,
        @Nullable Place place,
        @Nullable Scope scope,
        @Nullable SignalName signal,
        @Nullable ArmPair pair,
        @Nullable Numbers numbers,
        @Nullable Blame blame,
        @Nullable Since since,
        @Nullable Remaining remaining,
        SortedMap<String, String> details,
        String text) {

    public Reason {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        if (text.isBlank()) {
            throw new IllegalArgumentException("text is blank; every reason says why");
        }
    }

    public static Reason of(ReasonType type, String text) {
        return new Reason(
                type, null, null, null, null, null, null, null, null, new TreeMap<>(), text);
    }

    public static Reason at(ReasonType type, Place place, String text) {
        return new Reason(
                type, place, null, null, null, null, null, null, null, new TreeMap<>(), text);
    }

    public Reason with(Map<String, String> moreDetails) {
        var all = new TreeMap<>(details);
        all.putAll(moreDetails);
        return new Reason(
                type, place, scope, signal, pair, numbers, blame, since, remaining, all, text);
    }

    /** The same, in other words. */
    Reason saying(String newText) {
        return new Reason(
                type, place, scope, signal, pair, numbers, blame, since, remaining, details,
                newText);
    }

    public Reason over(Scope newScope) {
        return new Reason(
                type, place, newScope, signal, pair, numbers, blame, since, remaining, details,
                text);
    }

    public Reason on(@Nullable SignalName newSignal, @Nullable ArmPair newPair) {
        return new Reason(
                type, place, scope, newSignal, newPair, numbers, blame, since, remaining, details,
                text);
    }

    public Reason counted(Numbers newNumbers) {
        return new Reason(
                type,
                place,
                scope,
                signal,
                pair,
                newNumbers,
                blame,
                since,
                remaining,
                details,
                text);
    }

    public Reason blaming(@Nullable Blame newBlame) {
        return new Reason(
                type, place, scope, signal, pair, numbers, newBlame, since, remaining, details,
                text);
    }

    public Reason from(@Nullable Since newSince) {
        return new Reason(
                type, place, scope, signal, pair, numbers, blame, newSince, remaining, details,
                text);
    }

    public Reason waitingFor(Remaining newRemaining) {
        return new Reason(
                type,
                place,
                scope,
                signal,
                pair,
                numbers,
                blame,
                since,
                newRemaining,
                details,
                text);
    }
}
