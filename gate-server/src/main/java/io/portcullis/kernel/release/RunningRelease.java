package io.portcullis.kernel.release;

import java.util.List;

/**
 * What runs in a region before the rollout, and what a rollback leads back to.
 *
 * @param artifact image reference with its digest; 1 to 512 characters
 * @param version as people call it; 1 to 128 characters
 * @param configuration digest of the configuration; 1 to 256 characters
 * @param protocols what it speaks and accepts
 */
public record RunningRelease(
        String artifact, String version, String configuration, List<Protocol> protocols) {

    public RunningRelease {
        Text.require("running.artifact", artifact, 512);
        Text.require("running.version", version, 128);
        Text.require("running.configuration", configuration, 256);
        protocols = List.copyOf(protocols);
    }

    /** What runs once this release has succeeded. */
    public static RunningRelease of(Release release) {
        return new RunningRelease(
                release.artifact(),
                release.version(),
                release.configuration(),
                release.protocols());
    }
}
