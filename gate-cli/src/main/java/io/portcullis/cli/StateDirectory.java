package io.portcullis.cli;

import java.nio.file.Path;
import java.util.Map;

/** Where a server on this machine keeps its state, and says how to reach it. */
public final class StateDirectory {
    private StateDirectory() {}

    /** That of the user who runs this process. */
    public static Path ofThisUser() {
        return of(System.getenv(), Path.of(System.getProperty("user.home", ".")));
    }

    /** {@code $XDG_STATE_HOME/portcullis}, or {@code ~/.local/state/portcullis}. */
    static Path of(Map<String, String> environment, Path home) {
        String stateHome = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = stateHome.isBlank() ? home.resolve(".local/state") : Path.of(stateHome);
        return base.resolve("portcullis");
    }
}
