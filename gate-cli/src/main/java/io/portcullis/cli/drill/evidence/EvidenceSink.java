package io.portcullis.cli.drill.evidence;

import io.portcullis.cli.drill.world.WorldLook;
import java.util.Optional;

/** One way to bring evidence to the gate. Called by one thread. */
public interface EvidenceSink extends AutoCloseable {
    /** Tells what every server has counted after a look. Does not wait; what is not told now is told with the next look. */
    void tell(WorldLook look);

    /** Looks told that the gate has not yet acknowledged; 0 where it acknowledges nothing. */
    long unstored();

    /** Why the last telling failed or was not understood; empty when all is well. */
    Optional<String> trouble();

    /** Ends all tellings. */
    @Override
    void close();
}
