package io.portcullis.kernel.evidence.distribution;

import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;

/**
 * A range of values whose observations are counted together. The count of a bucket travels as the
 * exposure of a cell whose signal is a part of the measured one, so that it is subtracted, added and
 * stored like any other count. The part {@link #ALL} counts every observation.
 *
 * @param lower what is counted is above it; may be -Infinity
 * @param upper and at most this; may be +Infinity
 */
public record Bucket(double lower, double upper) {

    /** Part of a signal that counts all observations. */
    public static final String ALL = "all";

    public Bucket {
        if (!(lower < upper)) {
            throw new IllegalArgumentException(
                    "bucket is (" + lower + ", " + upper + "]; must begin below its end");
        }
    }

    /** The part of the signal that this bucket counts. */
    public SignalName of(SignalName signal) {
        return signal.part("(" + lower + "," + upper + "]");
    }

    /** Whether a signal is the part that one bucket counts. */
    public static boolean isBucket(SignalName signal) {
        return signal.value().endsWith("]") && in(signal).isPresent();
    }

    /** The bucket that a part of a signal is; empty when it is none. */
    static Optional<Bucket> in(SignalName signal) {
        String part = signal.part();
        int comma = part.indexOf(',');
        if (!part.startsWith("(") || !part.endsWith("]") || comma < 0) {
            return Optional.empty();
        }
        return Optional.of(
                new Bucket(
                        Double.parseDouble(part.substring(1, comma)),
                        Double.parseDouble(part.substring(comma + 1, part.length() - 1))));
    }
}
