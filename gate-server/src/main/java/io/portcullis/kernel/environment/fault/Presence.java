package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.evidence.Place;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A fault in one place, from when to when.
 *
 * @param place absent when it is nowhere in particular
 * @param since first bad observation there
 * @param until when it left; absent while it is there
 * @param text what was last found there
 */
public record Presence(@Nullable Place place, Instant since, @Nullable Instant until, String text) {

    boolean isThere() {
        return until == null;
    }
}
