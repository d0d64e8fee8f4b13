package io.portcullis.kernel.decision;

import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.health.Concern;
import io.portcullis.kernel.environment.health.Concern.Unfit.Then;
import io.portcullis.kernel.environment.health.Fitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What of the standing health of the world stands against a rollout, said as reasons. */
public final class EnvironmentReasons {

    /** With a hundred links the rest is said in one line. */
    private static final int SHOWN_MAX = 10;

    private EnvironmentReasons() {}

    /** Why the rollout is aborted; empty when the world does not say so. */
    static List<Reason> aborts(Fitness fitness) {
        var reasons = new ArrayList<Reason>();
        for (Concern concern : fitness.concerns()) {
            if (concern instanceof Concern.Unfit unfit && unfit.then() == Then.ABORT) {
                reasons.add(
                        of(
                                unfit,
                                unfit.subject().kind() == Subject.Kind.STRUCTURE
                                        ? ReasonType.STRUCTURE
                                        : ReasonType.RELEASE));
            }
        }
        return reasons.size() <= SHOWN_MAX ? reasons : reasons.subList(0, SHOWN_MAX);
    }

    /** Why the rollout waits; empty when the world is fit for it. */
    public static List<Reason> waits(Fitness fitness) {
        var byType = new TreeMap<ReasonType, List<Reason>>();
        for (Concern concern : fitness.concerns()) {
            var reason =
                    switch (concern) {
                        case Concern.Unfit unfit -> of(unfit, ReasonType.ENVIRONMENT);
                        case Concern.Unknown unknown -> of(unknown, ReasonType.EVIDENCE);
                        case Concern.NoProbe missing -> of(missing, ReasonType.EVIDENCE);
                        case Concern.Frozen frozen -> of(frozen, ReasonType.FREEZE);
                    };
            byType.computeIfAbsent(reason.type(), _ -> new ArrayList<>()).add(reason);
        }
        var reasons = new ArrayList<Reason>();
        byType.forEach((type, some) -> reasons.addAll(shortened(type, some)));
        return reasons;
    }

    private static List<Reason> shortened(ReasonType type, List<Reason> reasons) {
        if (reasons.size() <= SHOWN_MAX) {
            return reasons;
        }
        int hidden = reasons.size() - SHOWN_MAX;
        var shown = new ArrayList<>(reasons.subList(0, SHOWN_MAX));
        shown.add(
                Reason.of(type, "And " + hidden + " more.")
                        .with(Map.of("hiddenCount", Integer.toString(hidden))));
        return shown;
    }

    private static Reason of(Concern concern, ReasonType type) {
        var place = concern.place();
        var reason =
                place == null
                        ? Reason.of(type, concern.text())
                        : Reason.at(type, place, concern.text());
        return reason.with(details(concern));
    }

    private static Map<String, String> details(Concern concern) {
        return switch (concern) {
            case Concern.Unfit(var subject, var since, _, _) ->
                    Map.of(
                            "subject", subject.fingerprint(),
                            "since", since.toString());
            case Concern.Unknown(var subject, _) -> Map.of("subject", subject.fingerprint());
            case Concern.NoProbe _ -> Map.of("subject", Subject.Kind.PROBE.name());
            case Concern.Frozen(var name, var until, _) ->
                    until == null
                            ? Map.of("freeze", name)
                            : Map.of("freeze", name, "until", until.toString());
        };
    }
}
