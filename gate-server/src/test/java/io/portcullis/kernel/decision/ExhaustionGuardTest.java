package io.portcullis.kernel.decision;

import static io.portcullis.kernel.decision.FindingsFixture.START;
import static io.portcullis.kernel.decision.FindingsFixture.WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Exhaustion;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalDefinition.Scope;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalKind;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Exhausted;
import io.portcullis.kernel.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

final class ExhaustionGuardTest {

    private static final SignalName MEMORY = new SignalName("memory");
    private static final SignalDefinition SIGNAL =
            new SignalDefinition(
                    MEMORY,
                    SignalKind.LEVEL,
                    Scope.REGION,
                    0.1,
                    1,
                    1.5,
                    Worse.HIGH,
                    Proof.WAIVED,
                    "By",
                    new Exhaustion(8e9, Duration.ofMinutes(30)));

    private static final Decision FINE = Decide.at(new FindingsFixture().look(), Policy.DEFAULT);

    @Test
    void abortsANewVersionThatRunsIntoItsLimit() {
        // Half used, and one per cent more each look: fifty looks are left, 180 are asked for.
        var decision = decide(look -> 0.2 + 0.01 * look, 1, _ -> 0.3);

        assertThat(decision).isInstanceOf(Decision.Abort.class);
        var reason = ((Decision.Abort) decision).reasons().getFirst();
        assertThat(reason.type()).isEqualTo(ReasonType.EXHAUSTION);
        assertThat(reason.place()).isEqualTo(WEST);
        assertThat(reason.text()).contains("memory us-west", "49 %", "51 looks");
    }

    @Test
    void leavesGrowthAloneThatTakesLonger() {
        assertThat(decide(look -> 0.2 + 0.001 * look, 1, _ -> 0.3))
                .isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void leavesAloneWhatStaysWithinItsEarlierRange() {
        assertThat(decide(look -> 0.2 + 0.01 * look, 0, _ -> 0.3))
                .isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void leavesTheReleaseAloneWhereTheOldVersionDoesTheSame() {
        assertThat(decide(look -> 0.2 + 0.01 * look, 1, look -> 0.2 + 0.01 * look))
                .isInstanceOf(Decision.Proceed.class);
    }

    @Test
    void abortsWhatHasReachedItsLimit() {
        assertThat(decide(_ -> 1.1, 1, _ -> 0.3)).isInstanceOf(Decision.Abort.class);
    }

    @Test
    void anAbortForAnotherReasonStays() {
        var look = look(_ -> 1.1, 1, _ -> 0.3, ExhaustionGuard.LOOKS);
        var abort =
                new Decision.Abort(1, List.of(Reason.of(ReasonType.RELEASE, "The canary fails.")));

        assertThat(ExhaustionGuard.over(abort, look, List.of(SIGNAL))).isEqualTo(abort);
    }

    @Test
    void aLineNeedsBlocksEnough() {
        var look = look(index -> 0.5 + 0.05 * index, 1, _ -> 0.3, 12);

        assertThat(ExhaustionGuard.over(FINE, look, List.of(SIGNAL)))
                .isInstanceOf(Decision.Proceed.class);
    }

    private static Decision decide(IntToDoubleFunction canary, int above, IntToDoubleFunction old) {
        var look = look(canary, above, old, ExhaustionGuard.LOOKS);
        return ExhaustionGuard.over(FINE, look, List.of(SIGNAL));
    }

    /** A block every third look; two canaries and ten others. */
    private static Look look(
            IntToDoubleFunction canary, int above, IntToDoubleFunction old, int looks) {
        var recent = new ArrayList<LookEvidence>();
        for (int index = 0; index < looks; index++) {
            var counts = new HashMap<Cell, Counts>();
            if (index % 3 == 2) {
                counts.put(used(Arm.CANARY), new Counts(2 * canary.applyAsDouble(index), 2));
                counts.put(used(Arm.STABLE), new Counts(10 * old.applyAsDouble(index), 10));
                counts.put(new Cell.InRegion(MEMORY, WEST, Arm.CANARY), new Counts(2, 2L * above));
            }
            recent.add(LookEvidence.of(START, counts));
        }
        Look fine = new FindingsFixture().look();
        return new Look(
                fine.progress(),
                fine.canaryRegions(),
                fine.newOnlyRegions(),
                fine.whenSharedHarm(),
                fine.findings(),
                fine.evidence(),
                fine.times(),
                count -> count == ExhaustionGuard.LOOKS ? recent : fine.recent().last(count),
                fine.environment(),
                fine.structure());
    }

    private static Cell used(Arm arm) {
        return new Cell.InRegion(MEMORY.part(Exhausted.USED), WEST, arm);
    }
}
