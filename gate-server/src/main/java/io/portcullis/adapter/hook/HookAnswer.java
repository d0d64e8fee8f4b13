package io.portcullis.adapter.hook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer; component names are the names on the wire. Names that are not known yet are
 * ignored, so that the user's system may say more than the gate reads.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record HookAnswer(
        @Nullable State state,
        @Nullable String statusUrl,
        @Nullable String message,
        @Nullable List<VersionBody> versions) {

    /** How far the user's system is. */
    enum State {
        DONE,
        RUNNING,
        FAILED
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record VersionBody(@Nullable String version, int running, int draining) {}
}
