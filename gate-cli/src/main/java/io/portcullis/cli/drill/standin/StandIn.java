package io.portcullis.cli.drill.standin;

import io.portcullis.cli.drill.scenario.StandInFaultText;
import java.util.List;

/** One thing around the service. Thread-safe. */
interface StandIn extends AutoCloseable {
    /** On loopback. */
    int port();

    /** From now on it has these faults, and no others. */
    void suffer(List<StandInFaultText> faults);

    @Override
    void close();
}
