package io.portcullis.kernel.transition;

import static io.portcullis.kernel.transition.Processes.EU;
import static io.portcullis.kernel.transition.Processes.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.transition.WayOut.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class WayOutTest {

    private static final TransitionPolicy POLICY = TransitionPolicy.DEFAULT;

    /** Two servers were replaced, of one nearly all sessions were cut; people came back to the new. */
    private static Processes cutting(long newSessions, long cutOfReplaced) {
        var world = new Processes();
        for (int i = 0; i < 5; i++) {
            world.says("media-1", Arm.STABLE, -50, 200);
            world.says("media-2", Arm.STABLE, -50, 200).then();
        }
        if (cutOfReplaced == 0) {
            for (int left : List.of(100, 50, 0)) {
                world.says("media-1", Arm.STABLE, -50, left);
                world.says("media-2", Arm.STABLE, -50, 200).then();
            }
        }
        world.says("media-1", Arm.CANARY, 8, 0).says("media-2", Arm.STABLE, -50, 200).then();
        world.says("media-1", Arm.CANARY, 8, newSessions);
        return world.says("media-2", Arm.STABLE, -50, 200).then();
    }

    private static WayOut wayOut(Processes world, double failing) {
        return WayOut.of(world.ledger.harm(), POLICY, failing).orElseThrow();
    }

    @Test
    void pausesWhereNothingButReplacingDidHarm() {
        var wayOut = wayOut(cutting(150, 200), 0);

        assertThat(wayOut.kind()).isEqualTo(Kind.PAUSE);
        assertThat(wayOut.cut()).isEqualTo(150);
        assertThat(wayOut.why())
                .startsWith("Least harm: pause.")
                .contains("1 new server carries 150 sessions", "would cut about 150");
    }

    @Test
    void rollsBackWhereReplacingCutsNothing() {
        var wayOut = wayOut(cutting(150, 0), 0.05);

        assertThat(wayOut.kind()).isEqualTo(Kind.ROLL_BACK);
        assertThat(wayOut.cut()).isZero();
    }

    @Test
    void rollsBackWhereNobodyIsOnTheNewServers() {
        assertThat(wayOut(cutting(0, 200), 0.01).kind()).isEqualTo(Kind.ROLL_BACK);
        assertThat(wayOut(cutting(0, 200), 0.01).why()).contains("carry no sessions");
    }

    @Test
    void rollsBackWhereEverythingFailsAnyway() {
        assertThat(wayOut(cutting(150, 200), 1).kind()).isEqualTo(Kind.ROLL_BACK);
    }

    @Test
    void emptiesTheNewServersWhereGoingBackCutsMoreThanFails() {
        var wayOut = wayOut(cutting(150, 200), 0.05);

        assertThat(wayOut.kind()).isEqualTo(Kind.SHIFT);
        assertThat(wayOut.why()).contains("old servers in eu-central");
    }

    @Test
    void drainsWhereNoOldServerIsLeft() {
        var harm = cutting(150, 200).ledger.harm();
        var alone =
                new TransitionHarm(
                        harm.replacements(),
                        new Standing(
                                List.of(
                                        new Standing.Carried(
                                                EU, Arm.Side.NEW, SESSIONS, 2, 0, 150))));

        assertThat(WayOut.of(alone, POLICY, 0.05).orElseThrow().kind()).isEqualTo(Kind.DRAIN);
    }

    @Test
    void saysNothingWhereNothingIsKnown() {
        assertThat(WayOut.of(TransitionHarm.UNKNOWN, POLICY, 1)).isEmpty();
    }

    @Test
    void takesTheWorstWhereNothingWasReplacedYet() {
        var standing =
                new Standing(List.of(new Standing.Carried(EU, Arm.Side.NEW, SESSIONS, 2, 0, 80)));

        var wayOut = WayOut.of(new TransitionHarm(List.of(), standing), POLICY, 0.2).orElseThrow();

        assertThat(wayOut.cut()).isEqualTo(80);
        assertThat(wayOut.why()).contains("nothing is known of how they drain");
    }
}
