package io.portcullis.app.replay;

import io.portcullis.app.gather.EverythingOld;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.PseudoCanary;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which arms a replay sees in what servers counted. */
interface Sight {

    LookEvidence see(ServerEvidence look);

    /** What it sees from a stage on. */
    Sight atStage(int stage, List<ServerEvidence> before);

    /** Arms as the versions tell them, whatever the stage. */
    record ByVersion(RolloutReleases releases) implements Sight {

        /** As a rollout of this release would have seen it. */
        static ByVersion of(RolloutSpec spec) {
            var running = new HashMap<Region, ReleaseIdentity>();
            spec.running()
                    .forEach((region, old) ->
                            running.put(region, ReleaseIdentity.ofVersion(old.version())));
            return new ByVersion(
                    new RolloutReleases(
                            ReleaseIdentity.ofVersion(spec.release().version()), running));
        }

        @Override
        public LookEvidence see(ServerEvidence look) {
            return releases.judged(look.sum());
        }

        @Override
        public Sight atStage(int stage, List<ServerEvidence> before) {
            return this;
        }
    }

    /**
     * A rollout of nothing new: whatever runs is the old version, and from a stage on as many servers
     * as it renews are taken for canaries.
     */
    record OfNothingNew(RolloutSpec spec, long seed) implements Sight {
        @Override
        public LookEvidence see(ServerEvidence look) {
            return EverythingOld.look(look);
        }

        @Override
        public Sight atStage(int stage, List<ServerEvidence> before) {
            return new Split(this, canary(spec.canaryShares(stage), before));
        }

        private PseudoCanary canary(Map<Region, Double> shares, List<ServerEvidence> before) {
            return PseudoCanary.ofBothEnds(
                    seed,
                    ServerEvidence.oldServers(before, EverythingOld::arm),
                    shares,
                    spec.service().links());
        }
    }

    /** Some servers taken for canaries. */
    record Split(OfNothingNew from, PseudoCanary canary) implements Sight {

        private static final RolloutReleases ARMS_ALONE =
                new RolloutReleases(ReleaseIdentity.ofVersion(""), Map.of());

        @Override
        public LookEvidence see(ServerEvidence look) {
            return judged(canary.split(look, EverythingOld::arm));
        }

        @Override
        public Sight atStage(int stage, List<ServerEvidence> before) {
            return from.atStage(stage, before);
        }

        /** Arms are all that is known of it. */
        static LookEvidence judged(VersionedEvidence evidence) {
            return ARMS_ALONE.judged(evidence);
        }
    }
}
