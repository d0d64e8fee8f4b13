package io.portcullis.app;

import io.portcullis.kernel.decision.Decision;
import io.portcullis.port.store.Bytes;

/** Writes reports as they are kept and sent. Thread-safe. */
public interface LookReportCodec {

    Bytes encode(LookReport report);

    /** The decision in an encoded report. */
    Decision decision(Bytes report);
}
