package io.portcullis.kernel.relay.isolation;

import static io.portcullis.kernel.relay.isolation.MeshSeen.FRANCE;
import static io.portcullis.kernel.relay.isolation.MeshSeen.GERMANY;
import static io.portcullis.kernel.relay.isolation.MeshSeen.US_EAST;
import static io.portcullis.kernel.relay.isolation.MeshSeen.US_WEST;
import static org.assertj.core.api.Assertions.assertThat;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Side.Direction;
import io.portcullis.kernel.relay.isolation.seen.Proof.Way;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A region that is withdrawn, of which nothing tells any more what it carries. */
final class SilentWithdrawalTest {

    private static final Instant START = Instant.parse("2024-02-07T19:00:00Z");
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final int TEN_MINUTES = 60;
    private static final List<Region> ALL = List.of(US_EAST, US_WEST, GERMANY, FRANCE);

    private IsolationStep last = new IsolationStep(IsolationState.NONE, List.of());
    private Instant now = START;

    @Test
    void silenceDoesNotEndAWithdrawalWhileTheRegionLives() {
        withdrawn(false);

        for (int i = 0; i < TEN_MINUTES; i++) {
            look(seen(false).proof(US_EAST, Way.METRIC_STORE, US_WEST));
        }

        assertThat(inbound().map(Finding.OfRegion::verdict))
                .contains(Verdict.WITHDRAWN_WHILE_REACHABLE);
        assertThat(inbound().orElseThrow().text())
                .contains("fell from 1000", "nothing fresh tells how many are back");
        assertThat(last.findings())
                .filteredOn(Finding.OfLatch.class::isInstance)
                .extracting(Finding::verdict)
                .contains(Verdict.SUSPECTED_FALSE_ISOLATION);
    }

    @Test
    void silenceDoesNotEndAWithdrawalWhereEveryoneReachesTheRegion() {
        withdrawn(true);

        for (int i = 0; i < TEN_MINUTES; i++) {
            look(seen(true).allSayConnected().proof(US_EAST, Way.METRIC_STORE, US_WEST));
        }

        assertThat(inbound().map(Finding.OfRegion::verdict))
                .contains(Verdict.WITHDRAWN_WHILE_REACHABLE);
    }

    @Test
    void regionThatIsSilentAltogetherAfterItWithdrewIsUnknown() {
        withdrawn(true);
        for (int i = 0; i < TEN_MINUTES; i++) {
            look(seen(true).allSayConnected());
        }
        assertThat(inbound().map(Finding.OfRegion::verdict)).contains(Verdict.UNKNOWN);
        assertThat(last.findings())
                .contains(
                        new Finding.OfLatch(
                                US_EAST,
                                Verdict.UNKNOWN,
                                now,
                                "Nothing fresh tells whether us-east is still offline."));

        last = new IsolationStep(IsolationState.NONE, List.of());
        withdrawn(false);
        for (int i = 0; i < TEN_MINUTES; i++) {
            look(seen(false));
        }
        assertThat(inbound().map(Finding.OfRegion::verdict)).contains(Verdict.UNKNOWN);
        assertThat(inbound().orElseThrow().watch()).isEqualTo(Finding.Watch.ENOUGH);
    }

    @Test
    void silenceAloneNamesNoWithdrawal() {
        falls(false);

        for (int i = 0; i < TEN_MINUTES; i++) {
            look(seen(false).proof(US_EAST, Way.METRIC_STORE, US_WEST));
        }

        assertThat(inbound().map(Finding.OfRegion::verdict)).contains(Verdict.UNKNOWN);
    }

    @Test
    void whatWasCarriedADayAgoSaysNothing() {
        withdrawn(false);

        now = now.plus(Fall.FORGET_AFTER);
        look(seen(false).proof(US_EAST, Way.METRIC_STORE, US_WEST));

        assertThat(inbound()).isEmpty();
    }

    private void withdrawn(boolean hasTable) {
        for (int i = 0; i < 3; i++) {
            falls(hasTable);
        }
        assertThat(inbound().map(Finding.OfRegion::verdict))
                .contains(Verdict.WITHDRAWN_WHILE_REACHABLE);
    }

    private void falls(boolean hasTable) {
        Instant then = now.plus(LOOK);
        var seen = seen(hasTable).proof(US_EAST, Way.METRIC_STORE, US_WEST);
        seen.seenAt(then.minusSeconds(60)).sessions(US_EAST, 1_000).sessions(US_WEST, 500);
        look(seen.seenAt(then).sessions(US_EAST, 0).sessions(US_WEST, 1_400));
    }

    /** At the next look. */
    private MeshSeen seen(boolean hasTable) {
        Instant then = now.plus(LOOK);
        return hasTable ? MeshSeen.healthy(ALL, then) : new MeshSeen(ALL, then);
    }

    private void look(MeshSeen seen) {
        now = now.plus(LOOK);
        last = IsolationStep.of(last.state(), seen.inputs(), IsolationLimits.DEFAULT, now);
    }

    private Optional<Finding.OfRegion> inbound() {
        return last.findings().stream()
                .filter(Finding.OfRegion.class::isInstance)
                .map(Finding.OfRegion.class::cast)
                .filter(it -> it.side().equals(new Side(US_EAST, Direction.INBOUND)))
                .findFirst();
    }
}
