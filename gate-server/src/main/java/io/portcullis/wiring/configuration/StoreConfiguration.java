package io.portcullis.wiring.configuration;

import java.nio.file.Path;
import java.util.Optional;

/** Where everything is kept. */
public sealed interface StoreConfiguration {

    /** PostgreSQL started by the server itself. */
    record Embedded(Path directory) implements StoreConfiguration {}

    /** PostgreSQL run by somebody else. */
    record Given(String url, Optional<String> user, Optional<Path> passwordFile)
            implements StoreConfiguration {}
}
