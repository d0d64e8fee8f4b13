package io.portcullis.app.judge;

import io.portcullis.app.Progress;
import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.release.RunningRelease;
import io.portcullis.kernel.rollout.Census;
import io.portcullis.kernel.rollout.Census.VersionCount;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutInput;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells from the evidence which versions still serve, where nobody can be asked. */
final class EvidenceCensus {

    /** A draining server may be silent for a look or two. */
    private static final int LOOKS = 3;

    private final RolloutLooks looks;

    EvidenceCensus(RolloutLooks looks) {
        this.looks = looks;
    }

    /**
     * Counts, in each region on its way back, the versions that the last looks name. Where they name
     * none, evidence is missing, and what was seen last stands.
     */
    void take(Progress progress, int look, LookEvidence evidence, Instant now) {
        var recent = looks.recent(progress.rollout().spec(), look, evidence).last(LOOKS);
        for (Region region : progress.rollout().rollback().orElseThrow().regions().keySet()) {
            Census census = census(progress.rollout(), region, recent);
            if (!census.versions().isEmpty()) {
                progress.tell(new RolloutInput.CensusTaken(region, look, census), now);
            }
        }
    }

    private static Census census(Rollout rollout, Region region, List<LookEvidence> recent) {
        var versions = new ArrayList<VersionCount>();
        var running = rollout.spec().running().get(region);
        if (running != null && serves(recent, region, Side.OLD)) {
            versions.add(new VersionCount(running.version(), 1, 0));
        }
        if (serves(recent, region, Side.NEW)) {
            versions.add(new VersionCount(newName(rollout, running), 1, 0));
        }
        return new Census(Census.Origin.EVIDENCE, versions);
    }

    /** A release that keeps the old version's name (other configuration, say) is not the old one. */
    private static String newName(Rollout rollout, @Nullable RunningRelease running) {
        var version = rollout.spec().release().version();
        return running != null && running.version().equals(version)
                ? version + " of this rollout"
                : version;
    }

    private static boolean serves(List<LookEvidence> recent, Region region, Side side) {
        return recent.stream()
                .flatMap(look -> look.counts().entrySet().stream())
                .anyMatch(count ->
                        count.getValue().exposure() > 0 && isAt(count.getKey(), region, side));
    }

    private static boolean isAt(Cell cell, Region region, Side side) {
        return switch (cell) {
            case Cell.InRegion in -> in.region().equals(region) && in.arm().side() == side;
            case Cell.OnLink on ->
                    on.link().source().equals(region) && on.sourceArm().side() == side
                            || on.link().destination().equals(region)
                                    && on.destinationArm().side() == side;
        };
    }
}
