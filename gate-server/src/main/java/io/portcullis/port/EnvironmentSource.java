package io.portcullis.port;

import io.portcullis.kernel.environment.Observation;
import java.time.Instant;
import java.util.List;

/**
 * Sees something of the world, whether or not a rollout is running. What cannot be asked is an
 * observation too, {@code UNKNOWN}: a source never throws because the world is broken.
 */
public interface EnvironmentSource {

    /** Such as {@code alerts} or {@code probes}; for logs. */
    String name();

    /** What is so now; called once a look by one thread, and done well within it. */
    List<Observation> observe(Instant now);
}
