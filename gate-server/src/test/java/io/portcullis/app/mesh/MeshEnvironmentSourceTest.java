package io.portcullis.app.mesh;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.kernel.relay.NodeProtocols;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.PublishedTrack;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.kernel.relay.structure.DeclaredPairs;
import io.portcullis.kernel.relay.structure.DeclaredPairs.Pair;
import io.portcullis.port.InboxBatch;
import io.portcullis.port.RelayNode;
import io.portcullis.testing.InMemoryEvidenceInbox;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MeshEnvironmentSourceTest {

    private static final Instant LATER = START.plusSeconds(20);

    private final InMemoryEvidenceInbox inbox = new InMemoryEvidenceInbox();
    private final MeshEnvironmentSource source =
            new MeshEnvironmentSource(
                    new WatchMesh(
                            List.of(MeshDefinition.of(DEFINITION)), inbox, Duration.ofSeconds(10)));

    @Test
    void saysNothingOfServicesThatReportNoEdges() {
        say(LATER, node(WEST, "n1", LATER, List.of(), List.of()));

        assertThat(source.observe(LATER)).isEmpty();
    }

    @Test
    void findsAHealthyMeshFitInEveryRegion() {
        say(
                LATER,
                node(WEST, "n1", LATER, List.of(), List.of("t")),
                node(EAST, "n2", LATER, List.of(pull(WEST, "n1")), List.of()));

        assertThat(source.observe(LATER))
                .hasSize(4)
                .allMatch(seen -> seen.condition() == Condition.FIT)
                .allMatch(seen -> seen.subject().kind() == Subject.Kind.STRUCTURE)
                .extracting(seen -> seen.subject().place())
                .containsOnly(WEST, EAST);
    }

    @Test
    void holdsRolloutsWhileALoopIsThere() {
        say(
                LATER,
                node(WEST, "n1", LATER, List.of(pull(EAST, "n2")), List.of()),
                node(EAST, "n2", LATER, List.of(pull(WEST, "n1")), List.of()));

        assertThat(source.observe(LATER))
                .filteredOn(seen -> seen.condition() == Condition.UNFIT)
                .hasSize(2)
                .allSatisfy(seen -> {
                    assertThat(seen.rule().effect()).isEqualTo(Effect.HOLD);
                    assertThat(seen.text())
                            .startsWith(
                                    "Circular relay loop us-east/n2 <- us-west/n1 <- us-east/n2")
                            .endsWith("(rung e, edge reports)");
                });
    }

    @Test
    void doesToRolloutsWhatTheServiceSays() {
        var warned =
                new MeshEnvironmentSource(
                        new WatchMesh(
                                List.of(
                                        new MeshDefinition(
                                                DEFINITION, Effect.NO_START, DeclaredPairs.NONE)),
                                inbox,
                                Duration.ofSeconds(10)));
        say(
                LATER,
                node(WEST, "n1", LATER, List.of(pull(EAST, "n2")), List.of()),
                node(EAST, "n2", LATER, List.of(pull(WEST, "n1")), List.of()));

        assertThat(warned.observe(LATER))
                .filteredOn(seen -> seen.condition() == Condition.UNFIT)
                .hasSize(2)
                .allMatch(seen -> seen.rule().effect() == Effect.NO_START);
    }

    @Test
    void findsConfigurationsThatWereNotDeclaredForTheService() {
        var declared = new DeclaredPairs(Set.of(new Pair("sha256:77", "sha256:90")));
        var judged =
                new MeshEnvironmentSource(
                        new WatchMesh(
                                List.of(new MeshDefinition(DEFINITION, Effect.HOLD, declared)),
                                inbox,
                                Duration.ofSeconds(10)));
        say(
                LATER,
                configured("sha256:77", node(WEST, "n1", LATER, List.of(), List.of("t"))),
                configured(
                        "sha256:91",
                        node(EAST, "n2", LATER, List.of(pull(WEST, "n1")), List.of())));

        assertThat(judged.observe(LATER))
                .filteredOn(seen -> seen.condition() == Condition.UNFIT)
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.subject().place()).isEqualTo(EAST);
                    assertThat(seen.text())
                            .contains("configurations that are not declared to work together");
                });
    }

    @Test
    void isUnknownWhereReportsAreStaleAndSilentOnceTheyAreGone() {
        say(START, node(WEST, "n1", START, List.of(), List.of("t")));

        assertThat(conditions(START.plusSeconds(29))).containsOnly(Condition.FIT);
        assertThat(conditions(START.plusSeconds(60))).contains(Condition.UNKNOWN);
        assertThat(conditions(START.plusSeconds(400))).isEmpty();
    }

    @Test
    void onlyRecordsWhatIsToBeWarnedOf() {
        var silent = new RelayEdge("t", WEST, "n1", State.ACTIVE, START, 1, START, false, "");
        say(
                LATER,
                node(WEST, "n1", LATER, List.of(), List.of("t")),
                node(EAST, "n2", LATER, List.of(silent), List.of()));

        assertThat(source.observe(LATER))
                .filteredOn(seen -> seen.condition() == Condition.UNFIT)
                .singleElement()
                .satisfies(seen -> {
                    assertThat(seen.rule().effect()).isEqualTo(Effect.RECORD);
                    assertThat(seen.subject().place()).isEqualTo(EAST);
                });
    }

    private List<Condition> conditions(Instant now) {
        return source.observe(now).stream().map(Observation::condition).toList();
    }

    private void say(Instant at, RelayNode... nodes) {
        inbox.append(
                new InboxBatch(
                        SERVICE, VersionedEvidence.empty(at), "gate", List.of(), List.of(nodes)));
    }

    private static RelayEdge pull(Region region, String node) {
        return new RelayEdge("t", region, node, State.ACTIVE, START, 1, null, true, "");
    }

    private static RelayNode configured(String digest, RelayNode node) {
        return new RelayNode(
                node.region(),
                node.node(),
                node.version(),
                node.artifact(),
                digest,
                node.epoch(),
                node.protocols(),
                node.sequence(),
                node.seenAt(),
                node.view(),
                node.claim());
    }

    private static RelayNode node(
            Region region, String name, Instant at, List<RelayEdge> edges, List<String> published) {
        return new RelayNode(
                region,
                name,
                "1.5.1",
                "",
                "",
                "e1",
                NodeProtocols.UNKNOWN,
                1,
                at,
                new NodeView(
                        at,
                        edges,
                        published.stream().map(track -> new PublishedTrack(track, at)).toList(),
                        List.of()),
                null);
    }
}
