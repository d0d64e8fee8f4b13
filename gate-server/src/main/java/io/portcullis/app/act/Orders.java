package io.portcullis.app.act;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Action;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.IdempotencyKey;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import io.portcullis.port.control.WorkloadRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts actions into the words of the control port. */
final class Orders {

    private static final int SUMMARY_LENGTH_MAX = 1_000;

    private Orders() {}

    /** One order a region; regions whose share the stage leaves as it is get none. */
    static List<StageOpening> open(RolloutSpec spec, Action.OpenStage action) {
        var before = spec.canaryShares(action.stage() - 1);
        var orders = new ArrayList<StageOpening>();
        action.canaryShares()
                .forEach((region, share) -> {
                    RunningRelease old = spec.running().get(region);
                    if (old != null && !share.equals(before.get(region))) {
                        orders.add(
                                new StageOpening(
                                        new IdempotencyKey(action.key() + "." + region),
                                        change(
                                                spec,
                                                region,
                                                ReleaseReference.of(old),
                                                ReleaseReference.of(spec.release())),
                                        action.name(),
                                        share));
                    }
                });
        return orders;
    }

    /** Empty when nobody said what ran there. */
    static Optional<RestoreOrder> restore(RolloutSpec spec, Action.RestoreRegion action) {
        return back(spec, action.region())
                .map(change ->
                        new RestoreOrder(
                                new IdempotencyKey(action.key()),
                                change,
                                revision(spec, action.region()),
                                action.reason().type(),
                                shorten(action.reason().text())));
    }

    /**
     * @param number tells this census from those before, so that it counts anew
     */
    static Optional<CensusOrder> census(RolloutSpec spec, Action.TakeCensus action, long number) {
        return back(spec, action.region())
                .map(change ->
                        new CensusOrder(
                                new IdempotencyKey(action.key() + "." + number),
                                change,
                                revision(spec, action.region())));
    }

    private static Optional<RegionChange> back(RolloutSpec spec, Region region) {
        return Optional.ofNullable(spec.running().get(region))
                .map(old ->
                        change(
                                spec,
                                region,
                                ReleaseReference.of(spec.release()),
                                ReleaseReference.of(old)));
    }

    private static RegionChange change(
            RolloutSpec spec, Region region, ReleaseReference from, ReleaseReference to) {
        return new RegionChange(spec.id().resourceName(), spec.service().name(), region, from, to);
    }

    private static @Nullable WorkloadRevision revision(RolloutSpec spec, Region region) {
        String revision = spec.revisions().getOrDefault(region, "");
        return revision.isEmpty() ? null : new WorkloadRevision(revision);
    }

    private static String shorten(String text) {
        return text.length() <= SUMMARY_LENGTH_MAX ? text : text.substring(0, SUMMARY_LENGTH_MAX);
    }
}
