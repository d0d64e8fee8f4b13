package io.portcullis.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything needed to talk to a server.
 *
 * @param address host and port; TLS is used when it is not loopback
 * @param token shown with every call
 * @param authorities certificates to trust instead of the system's
 */
public record ConnectionSettings(
        ServerAddress address, Optional<String> token, Optional<Path> authorities) {
    /** The token is a secret and is not printed. */
    @Override
    public String toString() {
        return address + (token.isPresent() ? " with a token" : " without a token");
    }
}
