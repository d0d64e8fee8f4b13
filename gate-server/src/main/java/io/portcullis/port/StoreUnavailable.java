package io.portcullis.port;

/** The store cannot be reached or refuses to work. Nothing is known to be stored; try again. */
public final class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
