package io.portcullis.app.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.app.mesh.MutatedMesh.Honesty;
import io.portcullis.kernel.relay.structure.Invariant;
import io.portcullis.kernel.relay.structure.RelayPull;
import io.portcullis.kernel.relay.structure.StructureFinding;
import io.portcullis.testing.ForAllSeeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * 10,000 streams of reports that are dropped, said twice, overtaken, late, of restarted nodes or lies.
 * Exactly the loops are found that the reports show which have come, and none that never was.
 */
final class RelayMutationPropertyTest {

    private static final int CASES_PER_SEED = 50;
    private static final int LOOK_SECONDS = 5;

    @ForAllSeeds(100)
    void findsTheLoopsThatReportsShowAndNoOthers(long seed) {
        for (int i = 0; i < CASES_PER_SEED; i++) {
            play(seed * CASES_PER_SEED + i, Honesty.HONEST);
        }
    }

    @ForAllSeeds(100)
    void findsTheLoopsThatLiesShowAndNoOthers(long seed) {
        for (int i = 0; i < CASES_PER_SEED; i++) {
            play(seed * CASES_PER_SEED + i, Honesty.LYING);
        }
    }

    @Test
    void meetsLoopsOften() {
        int loops = 0;
        for (int i = 0; i < 200; i++) {
            loops += play(i, Honesty.HONEST);
        }

        assertThat(loops).isGreaterThan(40);
    }

    /** How many loops were found. */
    private static int play(long seed, Honesty honesty) {
        var mesh = new MutatedMesh(seed, honesty);
        int count = 0;
        for (int second = 1; second <= MutatedMesh.SECONDS; second++) {
            mesh.second();
            if (second % LOOK_SECONDS == 0) {
                var loops =
                        mesh.look().findings().stream()
                                .filter(it -> it.invariant() == Invariant.ACYCLIC)
                                .toList();
                assertThat(byEdges(loops))
                        .describedAs("case %d, second %d", seed, second)
                        .isEqualTo(mesh.expectedLoops());
                if (honesty == Honesty.HONEST) {
                    assertThat(loops)
                            .describedAs("case %d, second %d", seed, second)
                            .allMatch(mesh::everWas);
                }
                count += loops.size();
            }
        }
        return count;
    }

    private static Map<Set<RelayPull>, Integer> byEdges(List<StructureFinding> loops) {
        var byEdges = new HashMap<Set<RelayPull>, Integer>();
        loops.forEach(loop -> byEdges.put(Set.copyOf(loop.edges()), loop.tracks()));
        return byEdges;
    }
}
