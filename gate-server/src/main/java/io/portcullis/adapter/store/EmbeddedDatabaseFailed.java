package io.portcullis.adapter.store;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used; the message says why and what to do. */
public final class EmbeddedDatabaseFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedDatabaseFailed(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
