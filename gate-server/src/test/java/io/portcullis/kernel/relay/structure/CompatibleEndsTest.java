package io.portcullis.kernel.relay.structure;

import static io.portcullis.kernel.relay.structure.MeshFixture.at;
import static io.portcullis.kernel.relay.structure.MeshFixture.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.relay.NodeReport;
import io.portcullis.kernel.relay.RelayEdge.State;
import java.util.Arrays;
import java.util.Collections;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What must hold of the two ends of an edge. */
final class CompatibleEndsTest {

    private StructureRules rules = StructureRules.of(Collections.emptySortedSet());

    private StructureReport look(NodeReport... reports) {
        return StructureCheck.at(at(5), Arrays.asList(reports), rules, StructureMemory.NONE)
                .report();
    }

    @Test
    void findsEndsThatDoNotSpeakTheSameProtocol() {
        var us = node("us/1").publishes("t").speaking(7);
        var de = node("de/3").speaking(8).pulls("t", "us/1", State.ACTIVE, 0, true, null);
        var fr = node("fr/2").speaking(7, 8).pulls("t", "us/1", State.ACTIVE, 0, true, null);

        var found = look(us.reports(5), de.reports(5), fr.reports(5));

        assertThat(found.findings())
                .extracting(StructureFinding::text)
                .containsExactly(
                        "The ends of relay edge de/3 <- us/1 have relay protocols that are not"
                                + " declared to work together. Since 2026-03-01T12:00:00Z.");
    }

    @Test
    void findsConfigurationsThatNobodyDeclaredToWorkTogether() {
        rules = declaring(new DeclaredPairs.Pair("c1", "c2"));
        var us = node("us/1").publishes("t").configured("c1");
        var de = node("de/3").configured("c3").pulls("t", "us/1", State.ACTIVE, 0, true, null);
        var fr = node("fr/2").configured("c2").pulls("t", "us/1", State.ACTIVE, 0, true, null);

        var found = look(us.reports(5), de.reports(5), fr.reports(5));

        assertThat(found.findings())
                .extracting(StructureFinding::invariant)
                .containsExactly(Invariant.COMPATIBLE);
    }

    @Test
    void judgesNoConfigurationThatANodeDoesNotSay() {
        rules = declaring(new DeclaredPairs.Pair("c1", "c2"));
        var us = node("us/1").publishes("t").configured("c1");
        var de = node("de/3").pulls("t", "us/1", State.ACTIVE, 0, true, null);

        assertThat(look(us.reports(5), de.reports(5)).findings()).isEmpty();
    }

    private static StructureRules declaring(DeclaredPairs.Pair pair) {
        return StructureRules.of(Collections.emptySortedSet(), new DeclaredPairs(Set.of(pair)));
    }
}
