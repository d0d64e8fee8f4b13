package io.portcullis.adapter.hook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.portcullis.port.control.CensusOrder;
import io.portcullis.port.control.RegionChange;
import io.portcullis.port.control.ReleaseReference;
import io.portcullis.port.control.RestoreOrder;
import io.portcullis.port.control.StageOpening;
import org.jspecify.annotations.Nullable;

/** The body of a request; component names are the names on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HookRequest(
        Action action,
        String rollout,
        String service,
        String region,
        ReleaseReference from,
        ReleaseReference to,
        @Nullable StageBody stage,
        @Nullable ReasonBody reason) {

    /** What is asked for. */
    enum Action {
        OPEN_STAGE,
        RESTORE,
        CENSUS
    }

    record StageBody(String name, double canaryShare) {}

    record ReasonBody(String type, String summary) {}

    static HookRequest of(StageOpening order) {
        var stage = new StageBody(order.stage(), order.canaryShare());
        return of(Action.OPEN_STAGE, order.change(), stage, null);
    }

    static HookRequest of(RestoreOrder order) {
        var reason = new ReasonBody(order.reason().name(), order.summary());
        return of(Action.RESTORE, order.change(), null, reason);
    }

    static HookRequest of(CensusOrder order) {
        return of(Action.CENSUS, order.change(), null, null);
    }

    private static HookRequest of(
            Action action,
            RegionChange change,
            @Nullable StageBody stage,
            @Nullable ReasonBody reason) {
        return new HookRequest(
                action,
                change.rollout(),
                change.service().value(),
                change.region().name(),
                change.from(),
                change.to(),
                stage,
                reason);
    }
}
