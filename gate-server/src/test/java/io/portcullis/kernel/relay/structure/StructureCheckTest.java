package io.portcullis.kernel.relay.structure;

import static io.portcullis.kernel.relay.structure.MeshFixture.at;
import static io.portcullis.kernel.relay.structure.MeshFixture.id;
import static io.portcullis.kernel.relay.structure.MeshFixture.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.Rung;
import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.RelayEdge.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class StructureCheckTest {

    private StructureRules rules = StructureRules.of(Collections.emptySortedSet());
    private StructureMemory memory = StructureMemory.NONE;

    private StructureReport look(long second, NodeReport... reports) {
        var checked = StructureCheck.at(at(second), Arrays.asList(reports), rules, memory);
        memory = checked.memory();
        return checked.report();
    }

    @Test
    void findsNothingInAHealthyMesh() {
        var source = node("us/1").publishes("t");
        var relay = node("fr/2").pulls("t", "us/1", State.WAITING, 0);
        var edge = node("de/3").pulls("t", "fr/2", State.WAITING, 0).wants("t");

        var first = look(1, source.reports(1), relay.reports(1), edge.reports(1));
        var second = look(12, source.reports(12), relay.reports(12), edge.reports(12));

        assertThat(first.findings()).isEmpty();
        assertThat(second.findings()).isEmpty();
        assertThat(second.undecided()).isEmpty();
        assertThat(second.size()).isEqualTo(new StructureReport.Size(3, 3, 2, 1));
    }

    @Nested
    final class CircularLoops {

        @Test
        void areNamedWithTheirExactEdges() {
            var source = node("us/1").publishes("t");
            var fr = node("fr/2").running("2.0").pulls("t", "de/3", State.WAITING, 5);
            var de = node("de/3").pulls("t", "fr/2", State.WAITING, 2).wants("t");

            var found = look(16, source.reports(15), fr.reports(16), de.reports(15));

            assertThat(found.findings())
                    .singleElement()
                    .satisfies(loop -> {
                        assertThat(loop.invariant()).isEqualTo(Invariant.ACYCLIC);
                        assertThat(loop.edges())
                                .containsExactly(
                                        new RelayPull(id("de/3"), id("fr/2"), State.WAITING),
                                        new RelayPull(id("fr/2"), id("de/3"), State.WAITING));
                        assertThat(loop.text())
                                .isEqualTo(
                                        "Circular relay loop de/3 <- fr/2 <- de/3 for track t. Since"
                                                + " 2026-03-01T12:00:05Z.");
                        assertThat(loop.since()).isEqualTo(at(5));
                        assertThat(loop.nodes().get(id("fr/2")).version()).isEqualTo("2.0");
                        assertThat(loop.regions())
                                .extracting(Region::name)
                                .containsExactly("de", "fr");
                        assertThat(loop.rung()).isEqualTo(Rung.EDGE_REPORTS);
                    });
        }

        @Test
        void areFoundWithoutDemandAndOfManyHops() {
            var a = node("a/1").pulls("t", "b/1", State.ACTIVE, 0, true, null);
            var b = node("b/1").pulls("t", "c/1", State.ACTIVE, 0, true, null);
            var c = node("c/1").pulls("t", "a/1", State.ACTIVE, 0, true, null);

            var found = look(20, a.reports(20), b.reports(20), c.reports(20));

            assertThat(found.findings())
                    .extracting(StructureFinding::text)
                    .singleElement()
                    .asString()
                    .startsWith("Circular relay loop a/1 <- b/1 <- c/1 <- a/1 for track t.");
        }

        @Test
        void areUndecidedWhenTheirEdgesWereNeverThereAtOnce() {
            var fr = node("fr/2").pulls("t", "de/3", State.WAITING, 14);
            var de = node("de/3").pulls("t", "fr/2", State.WAITING, 0).wants("t");

            var found = look(16, fr.reports(16), de.reports(4));

            assertThat(found.findings()).isEmpty();
            assertThat(found.undecided()).isNotEmpty();
        }

        @Test
        void areUndecidedWhileAReportIsOlderThanThirtySeconds() {
            var fr = node("fr/2").pulls("t", "de/3", State.WAITING, 0);
            var de = node("de/3").pulls("t", "fr/2", State.WAITING, 0).wants("t");

            var found = look(45, fr.reports(15), de.reports(44));

            assertThat(found.findings())
                    .extracting(StructureFinding::invariant)
                    .doesNotContain(Invariant.ACYCLIC);
            assertThat(found.undecided())
                    .extracting(Undecided::invariant)
                    .contains(Invariant.ACYCLIC);
        }

        @Test
        void areUndecidedWhenASourceDeniesAnEdge() {
            var fr =
                    node("fr/2")
                            .pulls("t", "de/3", State.ACTIVE, 0, true, null)
                            .serves("t", "de/3");
            var de =
                    node("de/3")
                            .pulls("t", "fr/2", State.ACTIVE, 0, true, null)
                            .wants("t")
                            .listsServed();

            var found = look(20, fr.reports(20), de.reports(20));

            assertThat(found.findings()).isEmpty();
            assertThat(found.undecided()).isNotEmpty();
        }

        @Test
        void doNotFollowPullsThatHaveFailed() {
            var fr = node("fr/2").pulls("t", "de/3", State.FAILED, 0);
            var de = node("de/3").pulls("t", "fr/2", State.WAITING, 8);

            assertThat(look(20, fr.reports(20), de.reports(20)).findings()).isEmpty();
        }
    }

    @Nested
    final class DanglingChains {

        private final NodeReport[] first = reports(1);
        private final NodeReport[] second = reports(12);

        private static NodeReport[] reports(long second) {
            return new NodeReport[] {
                node("us/1").reports(second),
                node("fr/2").pulls("t", "us/1", State.REQUESTED, 0).reports(second),
                node("de/3").pulls("t", "fr/2", State.REQUESTED, 0).wants("t").reports(second)
            };
        }

        @Test
        void countOnceTheyAreSeenTwice() {
            assertThat(look(1, first).findings()).isEmpty();

            assertThat(look(12, second).findings())
                    .singleElement()
                    .satisfies(chain -> {
                        assertThat(chain.invariant()).isEqualTo(Invariant.CHAIN_ENDS_AT_PUBLISHER);
                        assertThat(chain.text())
                                .isEqualTo(
                                        "Dangling relay chain de/3 <- fr/2 <- us/1: us/1 neither"
                                                + " publishes nor pulls track t. Since"
                                                + " 2026-03-01T12:00:01Z.");
                        assertThat(chain.nodes().keySet())
                                .containsExactly(id("de/3"), id("fr/2"), id("us/1"));
                    });
        }

        @Test
        void doNotCountOnTheSameReportsTwice() {
            look(1, first);

            assertThat(look(12, first).findings()).isEmpty();
        }

        @Test
        void beginAnewOnceTheyWereGone() {
            look(1, first);
            var healthy =
                    List.of(node("us/1").publishes("t").reports(6), reports(6)[1], reports(6)[2]);
            look(6, healthy.toArray(NodeReport[]::new));

            assertThat(look(12, second).findings()).isEmpty();
            assertThat(look(27, reports(27)).findings())
                    .extracting(StructureFinding::since)
                    .containsExactly(at(12));
        }

        @Test
        void areIgnoredForFifteenSecondsAfterThePublisherLeft() {
            var healthy =
                    List.of(node("us/1").publishes("t").reports(0), reports(0)[1], reports(0)[2]);
            look(0, healthy.toArray(NodeReport[]::new));

            look(5, reports(5));
            assertThat(look(19, reports(19)).findings()).isEmpty();
            assertThat(look(20, reports(20)).findings()).hasSize(1);
        }

        @Test
        void areUndecidedWhenTheyLeadToANodeThatNeverReported() {
            var de = node("de/3").pulls("t", "fr/2", State.WAITING, 0).wants("t");

            look(1, de.reports(1));
            var found = look(12, de.reports(12));

            assertThat(found.findings()).isEmpty();
            assertThat(found.undecided()).extracting(Undecided::place).contains(new Region("de"));
        }

        @Test
        void ofOneNodesCountTogether() {
            var us = node("us/1");
            var de =
                    node("de/3")
                            .pulls("t1", "us/1", State.WAITING, 0)
                            .wants("t1")
                            .pulls("t2", "us/1", State.WAITING, 0)
                            .wants("t2");

            look(1, us.reports(1), de.reports(1));
            var found = look(12, us.reports(12), de.reports(12));

            assertThat(found.findings()).extracting(StructureFinding::tracks).containsExactly(2);
        }
    }

    @Test
    void isUnknownWhereReportsAreStaleAndNeverHealthy() {
        var us = node("us/1").publishes("t");

        var silent = look(10, us.silent(10));
        var stale = look(40, us.reports(10));

        assertThat(silent.undecided()).extracting(Undecided::place).contains(new Region("us"));
        assertThat(stale.undecided())
                .extracting(Undecided::invariant)
                .containsExactly(
                        Invariant.CHAIN_ENDS_AT_PUBLISHER,
                        Invariant.ACYCLIC,
                        Invariant.WAIT_BOUNDED);
    }

    @Test
    void takesAReportFromTheFutureForAsOldAsItsArrival() {
        var us = node("us/1").publishes("t");

        assertThat(look(40, us.reports(35, 5)).size().freshNodes()).isZero();
        assertThat(look(40, us.reports(60, 39)).size().freshNodes()).isOne();
    }

    @Test
    void forgetsANodeThatIsGone() {
        var us = node("us/1").publishes("t");

        assertThat(look(301, us.reports(1)).undecided()).isEmpty();
    }

    @Nested
    final class Waits {

        @Test
        void areTooLongWhenOneIsOpenForMoreThanFifteenSeconds() {
            var us = node("us/1").publishes("t");
            var de = node("de/3").pulls("t", "us/1", State.WAITING, 0).wants("t");

            assertThat(look(15, us.reports(15), de.reports(15)).findings()).isEmpty();
            assertThat(look(16, us.reports(16), de.reports(16)).findings())
                    .singleElement()
                    .satisfies(wait -> {
                        assertThat(wait.invariant()).isEqualTo(Invariant.WAIT_BOUNDED);
                        assertThat(wait.since()).isEqualTo(at(0));
                        assertThat(wait.text()).contains("oldest is 16.0 s old (de/3 <- us/1)");
                    });
        }

        @Test
        void areTooLongWhenManyAreOpenForMoreThanThreeSecondsTwice() {
            assertThat(look(5, slow(5)).findings()).isEmpty();
            assertThat(look(16, slow(16)).findings())
                    .extracting(StructureFinding::invariant)
                    .containsExactly(Invariant.WAIT_BOUNDED);
        }

        private static NodeReport[] slow(long second) {
            var us = node("us/1");
            var de = node("de/3");
            for (int i = 0; i < 20; i++) {
                us.publishes(second + "-" + i);
                de.pulls(second + "-" + i, "us/1", State.LOCATING, second - 4);
            }
            return new NodeReport[] {us.reports(second), de.reports(second)};
        }
    }

    @Test
    void warnsOfActiveEdgesWithoutPacketsUnlessTheyAreMutedOrPaused() {
        var us = node("us/1").publishes("t").publishes("u").publishes("v");
        var de =
                node("de/3")
                        .pulls("t", "us/1", State.ACTIVE, 0, false, at(15))
                        .pulls("u", "us/1", State.ACTIVE, 0, true, at(15))
                        .pulls("v", "us/1", State.ACTIVE, 0, false, at(16));

        var found = look(20, us.reports(20), de.reports(20));

        assertThat(found.findings())
                .singleElement()
                .satisfies(silent -> {
                    assertThat(silent.invariant()).isEqualTo(Invariant.PACKETS_FLOW);
                    assertThat(silent.track()).isEqualTo("t");
                    assertThat(silent.invariant().effect()).isEqualTo(Invariant.Effect.WARNING);
                });
    }

    @Test
    void warnsOfAnEdgeThatOnlyOneEndListsTwice() {
        var us = node("us/1").publishes("t").listsServed().serves("t", "fr/2");
        var de = node("de/3").pulls("t", "us/1", State.ACTIVE, 0, true, null);
        var fr = node("fr/2");

        var first = look(1, us.reports(1), de.reports(1), fr.reports(1));
        var second = look(12, us.reports(12), de.reports(12), fr.reports(12));

        assertThat(first.findings()).isEmpty();
        assertThat(second.findings())
                .extracting(StructureFinding::text)
                .containsExactly(
                        "Of relay edge de/3 <- us/1 only the destination knows, for track t. Since"
                                + " 2026-03-01T12:00:01Z.",
                        "Of relay edge fr/2 <- us/1 only the source knows, for track t. Since"
                                + " 2026-03-01T12:00:01Z.");
    }

    @Test
    void warnsOfPathsWithMoreThanTwoHops() {
        var a = node("a/1").publishes("t");
        var b = node("b/1").pulls("t", "a/1", State.ACTIVE, 0, true, null);
        var c = node("c/1").pulls("t", "b/1", State.ACTIVE, 0, true, null).wants("t");
        var d = node("d/1").pulls("t", "c/1", State.ACTIVE, 0, true, null).wants("t");

        var found = look(5, a.reports(5), b.reports(5), c.reports(5), d.reports(5));

        assertThat(found.findings())
                .extracting(StructureFinding::text)
                .containsExactly(
                        "Relay path d/1 <- c/1 <- b/1 <- a/1 has 3 hops, more than 2, for track t."
                                + " Since 2026-03-01T12:00:05Z.");
    }

    @Test
    void saysWhichLinksInScopeCarryNothing() {
        var there = new Link(new Region("us"), new Region("de"));
        var back = new Link(new Region("de"), new Region("us"));
        rules = StructureRules.of(new TreeSet<>(Set.of(there, back)));
        var us = node("us/1").publishes("t");
        var de = node("de/3").pulls("t", "us/1", State.ACTIVE, 0, true, null);

        var found = look(5, us.reports(5), de.reports(5));

        assertThat(found.undecided())
                .singleElement()
                .satisfies(uncovered -> {
                    assertThat(uncovered.invariant()).isEqualTo(Invariant.COVERED);
                    assertThat(uncovered.place()).isEqualTo(back);
                });
    }
}
