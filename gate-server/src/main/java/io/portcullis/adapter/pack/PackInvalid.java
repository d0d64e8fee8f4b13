package io.portcullis.adapter.pack;

/** A pack's file cannot be used; the message names the file, the line and the field. */
public final class PackInvalid extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PackInvalid(String message) {
        super(message);
    }

    PackInvalid(String message, Throwable cause) {
        super(message, cause);
    }
}
