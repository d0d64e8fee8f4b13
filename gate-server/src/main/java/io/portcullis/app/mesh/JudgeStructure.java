package io.portcullis.app.mesh;

import io.portcullis.app.mesh.WatchMesh.SeenMesh;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.structure.Invariant;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import io.portcullis.kernel.relay.structure.Undecided;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what of the relay mesh stands against a rollout. Thread-safe when its meshes are. */
public final class JudgeStructure {

    /** Where no mesh is watched. */
    public static final JudgeStructure NOTHING_WATCHED =
            new JudgeStructure((_, _) -> Optional.empty());

    private final Meshes meshes;

    /** The mesh of a service as it is now; empty where nobody reports edges. */
    @FunctionalInterface
    public interface Meshes {
        Optional<SeenMesh> at(ServiceName service, Instant now);
    }

    public JudgeStructure(Meshes meshes) {
        this.meshes = meshes;
    }

    /**
     * @param regions where the new version is, or will be first
     * @param openedAt when its stage was opened; null before the first
     */
    public RolloutStructure of(
            Rollout rollout, Set<Region> regions, @Nullable Instant openedAt, Instant now) {
        return meshes.at(rollout.spec().service().name(), now)
                .filter(mesh -> !mesh.heardAt().isBefore(rollout.createdAt()))
                .map(mesh -> of(rollout.spec(), mesh, regions, openedAt))
                .orElse(RolloutStructure.NONE);
    }

    private static RolloutStructure of(
            RolloutSpec spec, SeenMesh mesh, Set<Region> regions, @Nullable Instant openedAt) {
        if (mesh.report().size().nodes() == 0) {
            return new RolloutStructure(
                    List.of(),
                    regions.stream().map(region -> silent(region, mesh.heardAt())).toList());
        }
        return RolloutStructure.of(
                mesh.report(), spec.releases(), regions, knownNewAfter(mesh, openedAt));
    }

    /** A breach found at the first look of a process may have been there before the stage. */
    private static @Nullable Instant knownNewAfter(SeenMesh mesh, @Nullable Instant openedAt) {
        return openedAt == null || openedAt.isAfter(mesh.watchedSince())
                ? openedAt
                : mesh.watchedSince();
    }

    private static Undecided silent(Region region, Instant heardAt) {
        return new Undecided(
                Invariant.ACYCLIC,
                region,
                0,
                "No relay node has reported its edges since " + heardAt + ".");
    }
}
