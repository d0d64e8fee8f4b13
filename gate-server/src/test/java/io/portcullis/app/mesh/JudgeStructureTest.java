package io.portcullis.app.mesh;

import static io.portcullis.kernel.rollout.RolloutFixture.CENTRAL;
import static io.portcullis.kernel.rollout.RolloutFixture.START;
import static io.portcullis.kernel.rollout.RolloutFixture.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.mesh.WatchMesh.SeenMesh;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.NodeId;
import io.portcullis.kernel.relay.structure.Invariant;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import io.portcullis.kernel.relay.structure.StructureFinding;
import io.portcullis.kernel.relay.structure.StructureReport;
import io.portcullis.kernel.rollout.Rollout;
import io.portcullis.kernel.rollout.RolloutFixture;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which breaches count against a rollout, by when they are known to be new. */
final class JudgeStructureTest {

    private static final Rollout ROLLOUT = RolloutFixture.admitted(RolloutFixture.spec()).rollout();
    private static final Instant NOW = at(120);

    @Test
    void breachThatCameAfterTheStageOpenedCounts() {
        assertThat(breaches(at(0), at(20), at(21))).hasSize(1);
        assertThat(breaches(at(0), at(20), at(20))).isEmpty();
        assertThat(breaches(at(0), at(20), at(10))).isEmpty();
    }

    @Test
    void breachAtTheFirstLookOfAProcessMayBeOlderThanTheStage() {
        assertThat(breaches(at(60), at(20), at(60))).isEmpty();
        assertThat(breaches(at(60), at(20), at(61))).hasSize(1);
    }

    @Test
    void nothingIsNewBeforeTheFirstStage() {
        assertThat(breaches(at(0), null, at(100))).isEmpty();
    }

    @Test
    void meshWhoseNodesWereAllTakenOutIsUnknownWhereTheNewVersionIs() {
        var silent = seen(new StructureReport.Size(0, 0, 0, 0), List.of(), at(5), at(0));

        var structure = of(silent, at(20));

        assertThat(structure.breaches()).isEmpty();
        assertThat(structure.unknown())
                .extracting(one -> one.place() + ": " + one.text())
                .containsExactlyInAnyOrder(
                        "us-west: No relay node has reported its edges since " + at(5) + ".",
                        "eu-central: No relay node has reported its edges since " + at(5) + ".");
    }

    @Test
    void edgesLastReportedBeforeTheRolloutSayNothingOfIt() {
        var before =
                seen(
                        new StructureReport.Size(2, 2, 2, 1),
                        List.of(finding(at(30))),
                        at(-1),
                        at(-100));

        assertThat(of(before, at(20))).isEqualTo(RolloutStructure.NONE);
    }

    private static List<StructureFinding> breaches(
            Instant watchedSince, @Nullable Instant openedAt, Instant breachSince) {
        var mesh =
                seen(
                        new StructureReport.Size(2, 2, 2, 1),
                        List.of(finding(breachSince)),
                        NOW,
                        watchedSince);
        return of(mesh, openedAt).breaches();
    }

    private static RolloutStructure of(SeenMesh mesh, @Nullable Instant openedAt) {
        return new JudgeStructure((_, _) -> Optional.of(mesh))
                .of(ROLLOUT, Set.of(WEST, CENTRAL), openedAt, NOW);
    }

    private static SeenMesh seen(
            StructureReport.Size size,
            List<StructureFinding> findings,
            Instant heardAt,
            Instant watchedSince) {
        return new SeenMesh(
                new StructureReport(NOW, findings, 0, List.of(), size), heardAt, watchedSince);
    }

    /** A loop that a node of the new version takes part in. */
    private static StructureFinding finding(Instant since) {
        var version = ReleaseIdentity.ofVersion(ROLLOUT.spec().release().version());
        var nodes = new TreeMap<NodeId, ReleaseIdentity>();
        nodes.put(new NodeId(CENTRAL, "n1"), version);
        return new StructureFinding(
                Invariant.ACYCLIC,
                new TreeSet<Region>(Set.of(CENTRAL)),
                List.of(),
                nodes,
                1,
                "t",
                since,
                "loop");
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
