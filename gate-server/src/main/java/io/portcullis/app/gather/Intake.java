package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.ServiceName;

/** What takes pushed evidence in before it is stored. */
@FunctionalInterface
public interface Intake {

    /** Stores what has come for the service so far, so that the look under way can count it. */
    void flush(ServiceName service);
}
