package io.portcullis.kernel.rollout;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.distribution.Edges;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How an event is said to people, the same in every log, stream and report. */
public final class EventText {

    private EventText() {}

    /** Name of the event on every surface, such as {@code STAGE_OPENED}. */
    public static String kind(RolloutEvent event) {
        return event.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toUpperCase(Locale.ROOT);
    }

    /** The region it is about, where it is about one. */
    public static Optional<Region> region(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.RestoreRequested(var region, _) -> Optional.of(region);
            case RolloutEvent.RestoreFailed(var region, _, _, _) -> Optional.of(region);
            case RolloutEvent.RestoreApplied(var region, _) -> Optional.of(region);
            case RolloutEvent.CensusChanged(var region, _, _) -> Optional.of(region);
            case RolloutEvent.RegionRecovered(var region, _) -> Optional.of(region);
            case RolloutEvent.Requested _,
                    RolloutEvent.Admitted _,
                    RolloutEvent.Refused _,
                    RolloutEvent.EdgesChosen _,
                    RolloutEvent.DecisionGiven _,
                    RolloutEvent.StageOpenRequested _,
                    RolloutEvent.StageOpenFailed _,
                    RolloutEvent.StageOpened _,
                    RolloutEvent.BakeEnded _,
                    RolloutEvent.HoldExpired _,
                    RolloutEvent.Paused _,
                    RolloutEvent.PauseLimitReached _,
                    RolloutEvent.Resumed _,
                    RolloutEvent.WorkCut _,
                    RolloutEvent.Aborted _,
                    RolloutEvent.RollbackStuck _,
                    RolloutEvent.RollbackIneffective _,
                    RolloutEvent.Closed _,
                    RolloutEvent.RolledBack _,
                    RolloutEvent.Succeeded _ ->
                    Optional.empty();
        };
    }

    private static String edges(Edges edges) {
        return edges.all().stream()
                .map(edge -> edge.signal().toString())
                .collect(Collectors.joining(", "));
    }

    /** One or two sentences. */
    public static String text(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.Requested(var spec) -> requested(spec);
            case RolloutEvent.Admitted() -> "Admitted: nothing stands against the start.";
            case RolloutEvent.Refused(var reasons) -> "Refused. " + sentences(reasons);
            case RolloutEvent.EdgesChosen(int look, var edges) ->
                    "Edges chosen at look %d: %s.".formatted(look, edges(edges));
            case RolloutEvent.DecisionGiven(_, var decision) -> decision(decision);
            case RolloutEvent.StageOpenRequested(int stage, _) ->
                    "Stage %d ordered open.".formatted(stage);
            case RolloutEvent.StageOpenFailed(int stage, var cause) ->
                    "Stage %d could not be opened: %s. Tried again.".formatted(stage, cause);
            case RolloutEvent.StageOpened(int stage, int look) ->
                    "Stage %d open after look %d.".formatted(stage, look);
            case RolloutEvent.BakeEnded(int stage, int look) ->
                    "Least bake of stage %d over at look %d without a pass; held."
                            .formatted(stage, look);
            case RolloutEvent.HoldExpired(int stage, int look) ->
                    "Hold of stage %d reached its limit at look %d.".formatted(stage, look);
            case RolloutEvent.Paused(_, var reasons) -> "Paused. " + sentences(reasons);
            case RolloutEvent.PauseLimitReached(int look) ->
                    "Still paused at look %d; the pause limit is over.".formatted(look);
            case RolloutEvent.Resumed(_, var reason) -> "Resumed" + because(reason);
            case RolloutEvent.WorkCut(_, var sums) -> CutText.text(sums);
            case RolloutEvent.Aborted(_, var decision) -> "ABORT. " + sentences(decision.reasons());
            case RolloutEvent.Closed(var reason) -> "Closed by hand" + because(reason);
            case RolloutEvent.RolledBack() -> "Rolled back.";
            case RolloutEvent.Succeeded(int look) -> "Succeeded at look %d.".formatted(look);
            case RolloutEvent.RestoreRequested _,
                    RolloutEvent.RestoreFailed _,
                    RolloutEvent.RestoreApplied _,
                    RolloutEvent.CensusChanged _,
                    RolloutEvent.RegionRecovered _,
                    RolloutEvent.RollbackStuck _,
                    RolloutEvent.RollbackIneffective _ ->
                    RollbackText.text(event);
        };
    }

    private static String requested(RolloutSpec spec) {
        return "Rollout of %s %s asked for: %d stages over %s."
                .formatted(
                        spec.service().name(),
                        spec.release().version(),
                        spec.plan().stageLast(),
                        names(spec.plan().regions(spec.service().regions())));
    }

    private static String decision(Decision decision) {
        return switch (decision) {
            case Decision.Proceed(int stage, _, _) when stage == 0 -> "PROCEED: stage 1 may open.";
            case Decision.Proceed(int stage, _, _) ->
                    "PROCEED: stage %d has passed.".formatted(stage);
            case Decision.Hold(_, var reasons) -> "HOLD. " + sentences(reasons);
            case Decision.Abort(_, var reasons) -> "ABORT. " + sentences(reasons);
        };
    }

    private static String because(String reason) {
        return reason.isBlank() ? "." : ": " + reason;
    }

    /** The first says what decided; the rest are counted. */
    private static String sentences(List<Reason> reasons) {
        int more = reasons.size() - 1;
        var first = reasons.getFirst().type() + ": " + reasons.getFirst().text();
        return more == 0 ? first : first + " And " + more + " more.";
    }

    static String names(Collection<Region> regions) {
        return regions.stream().map(Region::name).collect(Collectors.joining(", "));
    }
}
