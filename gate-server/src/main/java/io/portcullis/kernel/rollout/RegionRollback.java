package io.portcullis.kernel.rollout;

import io.portcullis.kernel.evidence.Region;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one region is on the way back.
 *
 * @param order number of the last restore ordered; 0 when the caller restores
 * @param requestedAt when the first restore was ordered
 * @param appliedAt when the control said it was applied
 * @param aloneAt since when only the old version runs there, draining servers included
 * @param aloneLook the look before which that was; recovery counts from the next
 * @param recoveredAt when its counts were as before for long enough: the region is back
 * @param census what ran there when last counted
 * @param failure what the control last complained of the last order; empty when it did not
 * @param refused whether it refused it, so that only a new order is tried
 */
public record RegionRollback(
        Region region,
        int order,
        Instant requestedAt,
        @Nullable Instant appliedAt,
        @Nullable Instant aloneAt,
        int aloneLook,
        @Nullable Instant recoveredAt,
        @Nullable Census census,
        String failure,
        boolean refused) {

    static RegionRollback requested(Region region, Instant at) {
        return new RegionRollback(region, 0, at, null, null, 0, null, null, "", false);
    }

    public boolean isApplied() {
        return appliedAt != null;
    }

    public boolean isAlone() {
        return aloneAt != null;
    }

    /** Whether the region is back, and still only the old version runs there. */
    public boolean isRecovered() {
        return recoveredAt != null && isAlone();
    }

    /** What an earlier order did says nothing of the new one; what ran there is still known. */
    RegionRollback ordered(int newOrder) {
        return new RegionRollback(
                region, newOrder, requestedAt, null, null, 0, null, census, "", false);
    }

    RegionRollback failed(RolloutInput.Failure how, String cause) {
        return new RegionRollback(
                region,
                order,
                requestedAt,
                appliedAt,
                aloneAt,
                aloneLook,
                recoveredAt,
                census,
                cause,
                how == RolloutInput.Failure.REFUSED);
    }

    /** What was counted before the restore says nothing of what runs after it. */
    RegionRollback applied(Instant at) {
        return new RegionRollback(region, order, requestedAt, at, null, 0, null, null, "", false);
    }

    RegionRollback counted(Census newCensus, boolean alone, Instant at, int look) {
        if (!alone) {
            return new RegionRollback(
                    region,
                    order,
                    requestedAt,
                    appliedAt,
                    null,
                    0,
                    null,
                    newCensus,
                    failure,
                    refused);
        }
        boolean already = isAlone();
        return new RegionRollback(
                region,
                order,
                requestedAt,
                appliedAt,
                already ? aloneAt : at,
                already ? aloneLook : look,
                recoveredAt,
                newCensus,
                failure,
                refused);
    }

    RegionRollback recovered(Instant at) {
        return new RegionRollback(
                region,
                order,
                requestedAt,
                appliedAt,
                aloneAt,
                aloneLook,
                at,
                census,
                failure,
                refused);
    }
}
