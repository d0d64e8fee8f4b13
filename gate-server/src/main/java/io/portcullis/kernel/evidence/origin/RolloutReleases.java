package io.portcullis.kernel.evidence.origin;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a rollout replaces by what: tells the arm of a count from the version it came from.
 *
 * @param next the release being rolled out
 * @param running what ran in each region when the rollout started
 * @param pods arms of pods by name in each region, where arms are told by pods
 * @param others what servers are whose arm cannot be told
 */
public record RolloutReleases(
        ReleaseIdentity next,
        Map<Region, ReleaseIdentity> running,
        Map<Region, Map<String, Arm>> pods,
        Others others) {

    /** What servers are whose arm cannot be told. */
    public enum Others {
        /** Shown, never judged. */
        UNKNOWN,
        /** Before anything was rolled out: whatever is not the new release. */
        OLD
    }

    public RolloutReleases {
        running = Map.copyOf(running);
        pods = Map.copyOf(pods);
    }

    /** Arms are told by versions alone. */
    public RolloutReleases(ReleaseIdentity next, Map<Region, ReleaseIdentity> running) {
        this(next, running, Map.of(), Others.UNKNOWN);
    }

    /**
     * The arm of a server in a region. Empty when its version is neither the new nor the running one,
     * or fits both equally well, as when only the configuration changes and the server names only its
     * version.
     */
    public Optional<Arm> arm(Region region, Origin origin) {
        Optional<Arm> told = told(region, origin);
        return switch (others) {
            case UNKNOWN -> told;
            case OLD -> told.or(() -> Optional.of(Arm.STABLE));
        };
    }

    private Optional<Arm> told(Region region, Origin origin) {
        return switch (origin) {
            case Origin.OfArm(Arm arm) -> Optional.of(arm);
            case Origin.OfPod(String pod) ->
                    Optional.ofNullable(pods.getOrDefault(region, Map.of()).get(pod));
            case Origin.Unknown _ -> Optional.empty();
            case Origin.OfRelease(ReleaseIdentity identity) -> arm(region, identity);
        };
    }

    /** The evidence as this rollout sees it. Cells whose arms cannot be told become unknown exposure. */
    public LookEvidence judged(VersionedEvidence evidence) {
        var counts = new HashMap<Cell, Counts>();
        var unknown = new HashMap<Region, Double>();
        evidence.counts()
                .forEach((cell, value) ->
                        cell(cell)
                                .ifPresentOrElse(
                                        known -> counts.merge(known, value, Counts::plus),
                                        () ->
                                                unknown.merge(
                                                        cell.countedIn(),
                                                        value.exposure(),
                                                        Double::sum)));
        return new LookEvidence(evidence.at(), counts, evidence.gaps(), unknown);
    }

    private Optional<Cell> cell(VersionedCell cell) {
        return switch (cell) {
            case VersionedCell.InRegion in ->
                    arm(in.region(), in.origin())
                            .map(arm -> new Cell.InRegion(in.signal(), in.region(), arm));
            case VersionedCell.OnLink on -> {
                var source = arm(on.link().source(), on.source());
                var destination = arm(on.link().destination(), on.destination());
                yield source.flatMap(from ->
                        destination.map(to -> new Cell.OnLink(on.signal(), on.link(), from, to)));
            }
        };
    }

    private Optional<Arm> arm(Region region, ReleaseIdentity identity) {
        int asNext = identity.agreement(next);
        var old = running.get(region);
        int asOld = old == null ? -1 : identity.agreement(old);
        if (asNext > 0 && asNext > asOld) {
            return Optional.of(Arm.CANARY);
        }
        return asOld > 0 && asOld > asNext ? Optional.of(Arm.STABLE) : Optional.empty();
    }
}
