package io.portcullis.kernel.relay.structure;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.RolloutReleases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the structure of the mesh says of one rollout.
 *
 * @param breaches the new version takes part in them, and they were not there before its stage
 * @param unknown what cannot be told of the regions it is in
 */
public record RolloutStructure(List<StructureFinding> breaches, List<Undecided> unknown) {

    /** Of a service that reports no edges. */
    public static final RolloutStructure NONE = new RolloutStructure(List.of(), List.of());

    /** Those that need no statistics. */
    private static final Set<Invariant> STRUCTURAL =
            Set.of(Invariant.CHAIN_ENDS_AT_PUBLISHER, Invariant.ACYCLIC, Invariant.WAIT_BOUNDED);

    public RolloutStructure {
        breaches = List.copyOf(breaches);
        unknown = List.copyOf(unknown);
    }

    /**
     * @param releases tells the new version
     * @param regions where it is
     * @param openedAt when its stage was opened; null before the first
     */
    public static RolloutStructure of(
            StructureReport report,
            RolloutReleases releases,
            Set<Region> regions,
            @Nullable Instant openedAt) {
        var breaches =
                report.findings().stream()
                        .filter(finding -> STRUCTURAL.contains(finding.invariant()))
                        .filter(finding -> openedAt != null && finding.since().isAfter(openedAt))
                        .filter(finding -> involvesCanary(finding, releases))
                        .toList();
        var unknown =
                report.undecided().stream()
                        .filter(one -> STRUCTURAL.contains(one.invariant()))
                        .filter(one -> isAt(one, regions))
                        .toList();
        return new RolloutStructure(breaches, unknown);
    }

    private static boolean involvesCanary(StructureFinding finding, RolloutReleases releases) {
        return finding.nodes().entrySet().stream()
                .map(node ->
                        releases.arm(node.getKey().region(), new Origin.OfRelease(node.getValue())))
                .flatMap(Optional::stream)
                .anyMatch(arm -> arm == Arm.CANARY);
    }

    private static boolean isAt(Undecided one, Set<Region> regions) {
        return switch (one.place()) {
            case Region region -> regions.contains(region);
            case Link(var source, var destination) ->
                    regions.contains(source) || regions.contains(destination);
        };
    }
}
