package io.portcullis.port.control;

import io.portcullis.kernel.evidence.Region;
import java.util.regex.Pattern;

/**
 * Tells a repeated order from a new one, such as {@code rollouts/7f3a.restore.eu-central.1}.
 *
 * @param value printable ASCII without blanks, 1 to 300 characters; it travels in a header
 */
public record IdempotencyKey(String value) {

    private static final Pattern VALUE = Pattern.compile("[!-~]{1,300}");

    public IdempotencyKey {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "idempotencyKey is '"
                            + value
                            + "'; must be printable ASCII without blanks, 1 to 300 characters");
        }
    }

    /**
     * The key of the nth order of its kind for a region.
     *
     * @param kind {@code open}, {@code restore} or {@code census}
     * @param number counts orders meant to be new ones, from 1
     */
    public static IdempotencyKey of(String rollout, String kind, Region region, long number) {
        return new IdempotencyKey(rollout + "." + kind + "." + region + "." + number);
    }

    @Override
    public String toString() {
        return value;
    }
}
