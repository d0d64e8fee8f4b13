package io.portcullis.wiring.configuration;

import java.net.URI;
import java.nio.file.Path;

/**
 * A signed HTTP hook.
 *
 * @param transport whether it may be called without TLS beyond this machine
 */
public record HookConfiguration(URI url, Path secretFile, Transport transport) {

    /** Whether calls may travel unencrypted; signed they always are. */
    public enum Transport {
        TLS_REQUIRED,
        PLAIN_TEXT_ALLOWED
    }
}
