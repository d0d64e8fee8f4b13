package io.portcullis.app;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.port.store.Bytes;
import java.util.Optional;

/** Writes reports as they are kept and sent. Thread-safe. */
public interface LookReportCodec {

    /**
     * Encodes a report.
     *
     * @param before the report of the look before; its findings stay where this look has none, so
     *     that what led to an abort can be read until the rollout has ended
     */
    Bytes encode(LookReport report, Optional<Bytes> before);

    /** The decision in an encoded report. */
    Decision decision(Bytes report);
}
