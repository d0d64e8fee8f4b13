package io.portcullis.cli.drill.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook call is answered. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HookAnswer(
        String state,
        @Nullable String statusUrl,
        @Nullable String message,
        @Nullable List<VersionLine> versions) {
    static final HookAnswer DONE = new HookAnswer("DONE", null, null, null);

    static HookAnswer running(String statusUrl) {
        return new HookAnswer("RUNNING", statusUrl, null, null);
    }

    static HookAnswer failed(String message) {
        return new HookAnswer("FAILED", null, message, null);
    }

    static HookAnswer census(List<VersionLine> versions) {
        return new HookAnswer("DONE", null, null, List.copyOf(versions));
    }

    int httpStatus() {
        return state.equals("RUNNING") ? 202 : 200;
    }

    /** Servers of one version. */
    record VersionLine(String version, int running, int draining) {}
}
