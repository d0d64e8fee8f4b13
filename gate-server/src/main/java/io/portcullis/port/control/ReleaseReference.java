package io.portcullis.port.control;

import io.portcullis.kernel.release.Release;
import io.portcullis.kernel.release.RunningRelease;

/**
 * The three things that name a release to a control.
 *
 * @param version as people call it; 1 to 128 characters
 * @param artifact image reference with its digest; 1 to 512 characters
 * @param configuration digest of the configuration; 1 to 256 characters
 */
public record ReleaseReference(String version, String artifact, String configuration) {

    public ReleaseReference {
        Rules.requireText("version", version, 128);
        Rules.requireText("artifact", artifact, 512);
        Rules.requireText("configuration", configuration, 256);
    }

    public static ReleaseReference of(Release release) {
        return new ReleaseReference(release.version(), release.artifact(), release.configuration());
    }

    public static ReleaseReference of(RunningRelease running) {
        return new ReleaseReference(running.version(), running.artifact(), running.configuration());
    }
}
