package io.portcullis.port;

/** Somebody else has written what this write was based on. Nothing was stored; read anew and decide again. */
public final class StaleRevision extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StaleRevision(String message) {
        super(message);
    }
}
