package io.portcullis.wiring;

import java.util.Objects;

/** The version of this server. */
final class Version {

    private Version() {}

    /** From the jar's manifest. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return Objects.requireNonNullElse(version, "development");
    }
}
