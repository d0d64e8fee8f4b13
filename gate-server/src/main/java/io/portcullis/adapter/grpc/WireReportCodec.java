package io.portcullis.adapter.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import io.portcullis.app.LookReport;
import io.portcullis.app.LookReportCodec;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.port.store.Bytes;
import java.util.Optional;

/** Keeps reports as the message they are sent as. */
public final class WireReportCodec implements LookReportCodec {

    @Override
    public Bytes encode(LookReport report, Optional<Bytes> before) {
        var wire = WireFindings.report(report);
        if (report.findings() == null) {
            before.map(WireReportCodec::message).ifPresent(last -> keepFindings(last, wire));
        }
        return Bytes.of(wire.build().toByteArray());
    }

    private static void keepFindings(
            io.portcullis.v1.LookReport last, io.portcullis.v1.LookReport.Builder wire) {
        wire.addAllFindings(last.getFindingsList())
                .setFindingsLook(last.getFindingsLook())
                .setLogFailEvidence(last.getLogFailEvidence())
                .setLogFailThreshold(last.getLogFailThreshold());
        if (last.hasAttribution()) {
            wire.setAttribution(last.getAttribution());
        }
    }

    @Override
    public Decision decision(Bytes report) {
        return WireDecisions.decision(message(report).getDecision());
    }

    static io.portcullis.v1.LookReport message(Bytes report) {
        try {
            return io.portcullis.v1.LookReport.parseFrom(report.toArray());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a stored look report cannot be read", e);
        }
    }
}
