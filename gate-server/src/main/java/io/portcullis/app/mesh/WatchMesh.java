package io.portcullis.app.mesh;

import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.structure.Invariant;
import io.portcullis.kernel.relay.structure.StructureCheck;
import io.portcullis.kernel.relay.structure.StructureMemory;
import io.portcullis.kernel.relay.structure.StructureReport;
import io.portcullis.kernel.relay.structure.StructureRules;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.RelayNode;
import io.portcullis.port.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds the relay graph of each service against its invariants, at most about once a look whoever
 * asks. Thread-safe.
 */
public final class WatchMesh {

    private final SortedMap<ServiceName, Watched> services = new TreeMap<>();

    public WatchMesh(Collection<MeshDefinition> meshes, EvidenceInbox inbox, Duration look) {
        for (MeshDefinition mesh : meshes) {
            services.put(mesh.service().name(), new Watched(mesh, inbox, look.dividedBy(2)));
        }
    }

    /** Those of services whose relay nodes may report edges. */
    public Collection<MeshDefinition> meshes() {
        return services.values().stream().map(watched -> watched.mesh).toList();
    }

    /**
     * The structure as of now, or of less than half a look ago; empty for a service no node of which
     * is known to report edges.
     *
     * @throws StoreUnavailable when the store cannot be reached
     */
    public Optional<SeenMesh> at(ServiceName service, Instant now) {
        var watched = services.get(service);
        return watched == null ? Optional.empty() : watched.at(now);
    }

    /** Findings of an invariant at the last look, whenever that was. */
    public int findings(ServiceName service, Invariant invariant) {
        var watched = services.get(service);
        return watched == null ? 0 : watched.findings(invariant);
    }

    /**
     * What has been seen of a mesh.
     *
     * @param heardAt when a node last told of its edges
     * @param watchedSince the first look of this process; what it found then may be older
     */
    public record SeenMesh(StructureReport report, Instant heardAt, Instant watchedSince) {}

    /** One service. */
    private static final class Watched {
        private final MeshDefinition mesh;
        private final EvidenceInbox inbox;
        private final Duration atMostEvery;
        private final StructureRules rules;
        private StructureMemory memory = StructureMemory.NONE;
        private Instant lookedAt = Instant.MIN;
        private @Nullable SeenMesh seen;

        Watched(MeshDefinition mesh, EvidenceInbox inbox, Duration atMostEvery) {
            this.mesh = mesh;
            this.inbox = inbox;
            this.atMostEvery = atMostEvery;
            this.rules = StructureRules.of(mesh.service().links(), mesh.configurations());
        }

        synchronized Optional<SeenMesh> at(Instant now) {
            if (lookedAt.equals(Instant.MIN) || now.isAfter(lookedAt.plus(atMostEvery))) {
                look(now);
                lookedAt = now;
            }
            return Optional.ofNullable(seen);
        }

        synchronized int findings(Invariant invariant) {
            return seen == null
                    ? 0
                    : (int)
                            seen.report().findings().stream()
                                    .filter(finding -> finding.invariant() == invariant)
                                    .count();
        }

        private void look(Instant now) {
            var nodes = inbox.relayNodes(mesh.service().name());
            var heardAt =
                    nodes.stream()
                            .filter(Watched::tellsEdges)
                            .map(RelayNode::seenAt)
                            .max(Comparator.naturalOrder())
                            .orElse(seen == null ? null : seen.heardAt());
            if (heardAt == null) {
                return;
            }
            var checked = StructureCheck.at(now, RelayReports.of(nodes), rules, memory);
            memory = checked.memory();
            seen =
                    new SeenMesh(
                            checked.report(), heardAt, seen == null ? now : seen.watchedSince());
        }

        /** A node that only counts has nothing in its view. */
        private static boolean tellsEdges(RelayNode node) {
            NodeView view = node.view();
            return view != null
                    && !(view.edges().isEmpty()
                            && view.published().isEmpty()
                            && view.demand().isEmpty());
        }
    }
}
