package io.portcullis.adapter.otlp;

import io.portcullis.app.intake.Receipt;

/** A point, or all points of a resource, cannot be taken. Thrown and caught within this package. */
final class PointRejected extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PointRejected(String message) {
        // An expected answer, made often: no stack trace.
        super(message, null, false, false);
    }

    Receipt receipt(long points) {
        return new Receipt(points, String.valueOf(getMessage()), false);
    }
}
