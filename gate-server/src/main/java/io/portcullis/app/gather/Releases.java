package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.HashMap;

/** Says which versions a rollout replaces by which. */
final class Releases {

    private Releases() {}

    static RolloutReleases of(RolloutSpec spec) {
        var release = spec.release();
        var running = new HashMap<Region, ReleaseIdentity>();
        spec.running()
                .forEach((region, old) ->
                        running.put(
                                region,
                                new ReleaseIdentity(
                                        old.version(), old.artifact(), old.configuration())));
        return new RolloutReleases(
                new ReleaseIdentity(release.version(), release.artifact(), release.configuration()),
                running);
    }
}
