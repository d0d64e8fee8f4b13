package io.portcullis.cli;

import java.util.Optional;

/** What version this program is. */
final class Versions {
    private Versions() {}

    /** As its jar says; "development" when it does not run from one. */
    static String client() {
        return Optional.ofNullable(Gate.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
