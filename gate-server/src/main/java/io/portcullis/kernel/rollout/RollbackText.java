package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.Census.VersionCount;
import java.util.stream.Collectors;

/** How the events of a way back are said to people. */
final class RollbackText {

    private RollbackText() {}

    static String text(RolloutEvent event) {
        return switch (event) {
            case RolloutEvent.RestoreRequested(var region, int order) ->
                    "Restore of %s ordered%s."
                            .formatted(region, order == 1 ? "" : ", for the " + order + ". time");
            case RolloutEvent.RestoreFailed(var region, _, _, var cause) ->
                    "Restore of %s failed: %s.".formatted(region, cause);
            case RolloutEvent.RestoreApplied(var region, _) ->
                    "Restore of %s applied.".formatted(region);
            case RolloutEvent.CensusChanged(var region, _, var census) ->
                    "In %s: %s.".formatted(region, census(census));
            case RolloutEvent.RegionRecovered(var region, int look) -> recovered(region, look);
            case RolloutEvent.RollbackStuck(var regions) ->
                    "Rollback stuck: the old version is not alone in %s. Tried again, people told."
                            .formatted(EventText.names(regions));
            case RolloutEvent.RollbackIneffective(_, var stillBad) ->
                    "Rollback ineffective: the old version is alone, and still bad: %s."
                            .formatted(String.join("; ", stillBad));
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
                    RolloutEvent.Closed _,
                    RolloutEvent.RolledBack _,
                    RolloutEvent.Succeeded _ ->
                    EventText.text(event);
        };
    }

    private static String recovered(Region region, int look) {
        return "%s is back at look %d: only the old version, counts as before."
                .formatted(region, look);
    }

    /** Such as {@code 1.5.1 runs on 6, 1.5.2 drains on 1}. */
    static String census(Census census) {
        var text =
                census.versions().stream()
                        .filter(count -> count.servers() > 0)
                        .map(RollbackText::servers)
                        .collect(Collectors.joining(", "));
        return text.isEmpty() ? "no server runs" : text;
    }

    private static String servers(VersionCount count) {
        var running = count.running() == 0 ? "" : " runs on " + count.running();
        var draining = count.draining() == 0 ? "" : " drains on " + count.draining();
        return count.version() + running + draining;
    }
}
