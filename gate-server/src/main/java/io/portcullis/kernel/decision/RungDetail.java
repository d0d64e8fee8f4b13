package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.evidence.Rungs;
import io.portcullis.kernel.evidence.SignalDefinition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says in every reason that is about a signal on which rung of the evidence ladder it stands. */
public final class RungDetail {

    static final String NAME = "rung";

    private RungDetail() {}

    /** The same decision, each of its reasons with its rung where it has a signal. */
    public static Decision over(
            Decision decision, Collection<SignalDefinition> signals, Rungs rungs) {
        return switch (decision) {
            case Decision.Proceed proceed -> proceed;
            case Decision.Hold(var stage, var reasons) ->
                    new Decision.Hold(stage, over(reasons, signals, rungs));
            case Decision.Abort(var stage, var reasons) ->
                    new Decision.Abort(stage, over(reasons, signals, rungs));
        };
    }

    private static List<Reason> over(
            List<Reason> reasons, Collection<SignalDefinition> signals, Rungs rungs) {
        return reasons.stream()
                .map(reason ->
                        rung(reason, signals, rungs)
                                .map(rung -> reason.with(Map.of(NAME, rung.letter())))
                                .orElse(reason))
                .toList();
    }

    private static Optional<Rung> rung(
            Reason reason, Collection<SignalDefinition> signals, Rungs rungs) {
        var signal = reason.signal();
        return signal == null
                ? Optional.empty()
                : signals.stream()
                        .filter(one -> one.name().equals(signal.base()))
                        .findFirst()
                        .map(rungs::of);
    }

    /** What a reason stands on; empty where it is about no measurement. */
    public static Optional<Rung> of(Reason reason) {
        return Optional.ofNullable(reason.details().get(NAME)).map(Rung::ofLetter);
    }

    /** The sentence of a reason with its rung, such as {@code (rung d, link counters)}, said once. */
    public static String text(Reason reason) {
        return of(reason)
                .map(rung -> " (" + rung + ")")
                .filter(said -> !reason.text().contains(said))
                .map(said -> reason.text() + said)
                .orElse(reason.text());
    }
}
