package io.portcullis.port;

import org.jspecify.annotations.Nullable;

/** What is stored cannot be read by this version of the gate. Trying again does not help. */
public final class StoreUnreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
