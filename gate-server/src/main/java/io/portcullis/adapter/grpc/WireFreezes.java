package io.portcullis.adapter.grpc;

import io.portcullis.kernel.environment.freeze.Freeze;
import io.portcullis.kernel.environment.freeze.PersonsFreeze;
import io.portcullis.v1.FreezeOrigin;
import io.portcullis.v1.FreezeScope;
import java.time.Instant;

/** Freezes in the words of the wire. */
final class WireFreezes {

    private WireFreezes() {}

    static io.portcullis.v1.Freeze inForce(Freeze freeze) {
        return wire(freeze).setInForce(true).build();
    }

    static io.portcullis.v1.Freeze freeze(PersonsFreeze freeze, Instant now) {
        var wire = wire(freeze.freeze()).setInForce(freeze.isInForce(now));
        var ended = freeze.ended();
        if (ended != null) {
            wire.setEndedBy(ended.by())
                    .setEndedTime(WireValues.timestamp(ended.at()))
                    .setEndedReason(ended.reason());
        }
        return wire.build();
    }

    private static io.portcullis.v1.Freeze.Builder wire(Freeze freeze) {
        var wire =
                io.portcullis.v1.Freeze.newBuilder()
                        .setName(freeze.name())
                        .setOrigin(FreezeOrigin.valueOf("FREEZE_ORIGIN_" + freeze.origin()))
                        .setScope(FreezeScope.valueOf("FREEZE_SCOPE_" + freeze.stops()))
                        .setReason(freeze.reason())
                        .setPerson(freeze.by())
                        .setStartTime(WireValues.timestamp(freeze.since()));
        freeze.services().forEach(it -> wire.addServices(it.value()));
        freeze.regions().forEach(it -> wire.addRegions(it.name()));
        var until = freeze.until();
        if (until != null) {
            wire.setEndTime(WireValues.timestamp(until));
        }
        return wire;
    }
}
