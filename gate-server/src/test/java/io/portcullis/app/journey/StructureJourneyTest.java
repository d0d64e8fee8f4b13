package io.portcullis.app.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.mesh.MeshDefinition;
import io.portcullis.app.mesh.WatchMesh;
import io.portcullis.kernel.decision.Decision;
import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.kernel.rollout.Plan;
import io.portcullis.kernel.rollout.Plan.Driver;
import io.portcullis.kernel.rollout.Plan.Mode;
import io.portcullis.kernel.rollout.RolloutId;
import io.portcullis.kernel.rollout.RolloutState;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.RelayNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A rollout while relay nodes report their edges. */
final class StructureJourneyTest {

    private static final Plan PLAN =
            Journey.plan(
                    Mode.ENFORCE,
                    Driver.PIPELINE,
                    Journey.stage("pair", 0.5, TestWorld.US_WEST, TestWorld.EU_CENTRAL),
                    Journey.stage("all", 0.5));

    private final Journey journey = new Journey(2);
    private Instant loopSince = Instant.EPOCH;

    StructureJourneyTest() {
        journey.watching(
                new WatchMesh(
                                List.of(MeshDefinition.of(TestWorld.SERVICE)),
                                journey.inbox,
                                Journey.LOOK)
                        ::at);
    }

    @Test
    void loopOfTheNewVersionAbortsWithoutStatistics() {
        RolloutId id = journey.opened(PLAN);
        look(id, TestWorld.OLD, Mesh.HEALTHY);
        loopSince = journey.clock.instant().plusSeconds(1);
        look(id, TestWorld.NEW, Mesh.LOOP);
        var before = journey.rollout(id).state().name();
        look(id, TestWorld.NEW, Mesh.LOOP);

        var abort = (Decision.Abort) journey.decide(id, 1).decision();
        assertThat(before).isEqualTo(RolloutState.Name.BAKING);
        assertThat(abort.reasons())
                .first()
                .satisfies(reason -> {
                    assertThat(reason.type()).isEqualTo(ReasonType.STRUCTURE);
                    assertThat(reason.place())
                            .isEqualTo(new Link(TestWorld.US_EAST, TestWorld.EU_CENTRAL));
                    assertThat(reason.text())
                            .startsWith(
                                    "Circular relay loop eu-central/n2 <- us-east/n3 <- eu-central/n2"
                                            + " for track t. Since "
                                            + loopSince
                                            + ".")
                            .endsWith("Seen in edge reports (rung e, edge reports).");
                    assertThat(reason.details())
                            .containsEntry("invariant", "I2")
                            .containsEntry("rung", "e");
                });
        assertThat(journey.control.restores()).isNotEmpty();
    }

    @Test
    void loopWithoutTheNewVersionDoesNot() {
        RolloutId id = journey.opened(PLAN);
        loopSince = journey.clock.instant().plusSeconds(1);
        for (int look = 0; look < 5; look++) {
            look(id, TestWorld.OLD, Mesh.LOOP);
        }

        assertThat(journey.decide(id, 1).decision()).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void loopFromBeforeTheStageDoesNot() {
        loopSince = journey.clock.instant();
        RolloutId id = journey.opened(PLAN);
        for (int look = 0; look < 5; look++) {
            look(id, TestWorld.NEW, Mesh.LOOP);
        }

        assertThat(journey.decide(id, 1).decision()).isInstanceOf(Decision.Hold.class);
    }

    @Test
    void holdsOnceReportsThatCameStop() {
        RolloutId id = journey.opened(PLAN);
        look(id, TestWorld.NEW, Mesh.HEALTHY);
        for (int look = 0; look < 60; look++) {
            journey.look(id);
        }

        assertThat(((Decision.Hold) journey.decide(id, 1).decision()).reasons())
                .filteredOn(reason -> reason.type() == ReasonType.EVIDENCE)
                .extracting(Reason::text)
                .allMatch(text -> text.startsWith("The structure of the relay mesh at"))
                .hasSize(2);
    }

    @Test
    void asksNothingOfServicesThatNeverReportEdges() {
        RolloutId id = journey.opened(PLAN);
        journey.lookUntil(id, RolloutState.Name.HELD, 90);

        assertThat(journey.decide(id, 1).decision()).isInstanceOf(Decision.Proceed.class);
    }

    private enum Mesh {
        HEALTHY,
        LOOP
    }

    /** One look, just before which every node has reported. */
    private void look(RolloutId id, String version, Mesh mesh) {
        var at = journey.clock.instant().plus(Journey.LOOK);
        var publisher = node(TestWorld.US_WEST, "n1", TestWorld.OLD, at, List.of());
        var source = mesh == Mesh.LOOP ? TestWorld.US_EAST : TestWorld.US_WEST;
        var sourceNode = mesh == Mesh.LOOP ? "n3" : "n1";
        var middle =
                node(
                        TestWorld.EU_CENTRAL,
                        "n2",
                        version,
                        at,
                        List.of(edge(source, sourceNode, mesh)));
        var end =
                node(
                        TestWorld.US_EAST,
                        "n3",
                        TestWorld.OLD,
                        at,
                        List.of(edge(TestWorld.EU_CENTRAL, "n2", mesh)));
        journey.inbox.append(
                new InboxBatch(
                        TestWorld.SERVICE.name(),
                        VersionedEvidence.empty(at),
                        "gate",
                        List.of(),
                        List.of(publisher, middle, end)));
        journey.look(id);
    }

    private RelayEdge edge(Region source, String node, Mesh mesh) {
        var since = mesh == Mesh.LOOP ? loopSince : Instant.EPOCH;
        return new RelayEdge("t", source, node, State.ACTIVE, since, 1, null, true, "");
    }

    private static RelayNode node(
            Region region, String name, String version, Instant at, List<RelayEdge> edges) {
        return new RelayNode(
                region,
                name,
                version,
                "",
                "",
                "e1-" + version,
                NodeProtocols.UNKNOWN,
                at.getEpochSecond(),
                at,
                new NodeView(
                        at,
                        edges,
                        edges.isEmpty() ? List.of(new PublishedTrack("t", at)) : List.of(),
                        List.of(new TrackDemand("t", 1))),
                null);
    }
}
