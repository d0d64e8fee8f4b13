package io.portcullis.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a server on this machine keeps its state, and says how to reach it. */
final class StateDirectory {
    private StateDirectory() {}

    /** {@code $XDG_STATE_HOME/portcullis}, or {@code ~/.local/state/portcullis}. */
    static Path of(Map<String, String> environment, Path home) {
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = stateHome.isBlank() ? home.resolve(".local/state") : Path.of(stateHome);
        return base.resolve("portcullis");
    }
}
