package io.portcullis.kernel.evidence;

/**
 * Events out of an exposure, in one look.
 *
 * @param exposure attempts, or a real-valued exposure such as server-seconds; at least 0
 * @param events how many of them were bad; at least 0
 */
public record Counts(double exposure, long events) {

    public static final Counts NONE = new Counts(0, 0);

    public Counts {
        if (!(exposure >= 0) || Double.isInfinite(exposure)) {
            throw new IllegalArgumentException(
                    "exposure is " + exposure + "; must be finite and >= 0");
        }
        if (events < 0) {
            throw new IllegalArgumentException("events is " + events + "; must be >= 0");
        }
    }

    public Counts plus(Counts other) {
        return new Counts(exposure + other.exposure, Math.addExact(events, other.events));
    }
}
