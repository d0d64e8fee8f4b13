package io.portcullis.app.intake;

import java.time.InstantSource;
import java.util.function.LongConsumer;

/** One stream of one relay node. Thread-safe. */
public final class RelaySession {

    private final ServiceIntake intake;
    private final RelayHello hello;
    private final LongConsumer stored;
    private final InstantSource clock;
    private final long storedBefore;

    RelaySession(ServiceIntake intake, RelayHello hello, LongConsumer stored, InstantSource clock) {
        this.intake = intake;
        this.hello = hello;
        this.stored = stored;
        this.clock = clock;
        this.storedBefore = intake.hello(hello, stored, clock.instant());
    }

    /** Last sequence of this epoch that was stored before the stream began; 0 when none was. */
    public long storedBefore() {
        return storedBefore;
    }

    /**
     * Takes a report in. Said twice, or overtaken by a later one, it changes nothing.
     *
     * @throws io.portcullis.app.RequestRefused when a newer process of the node has said hello
     */
    public Receipt report(RelayReport report) {
        return intake.report(hello, report, clock.instant());
    }

    /** The stream has ended; what it brought stays. */
    public void close() {
        intake.leave(hello, stored);
    }
}
