package io.portcullis.app.intake;

import static io.portcullis.app.intake.IntakeSetting.DEFINITION;
import static io.portcullis.app.intake.IntakeSetting.EAST;
import static io.portcullis.app.intake.IntakeSetting.NEW;
import static io.portcullis.app.intake.IntakeSetting.OLD;
import static io.portcullis.app.intake.IntakeSetting.SERVICE;
import static io.portcullis.app.intake.IntakeSetting.START;
import static io.portcullis.app.intake.IntakeSetting.WEST;
import static io.portcullis.app.intake.IntakeSetting.acquires;
import static io.portcullis.app.intake.IntakeSetting.delta;
import static io.portcullis.app.intake.IntakeSetting.hello;
import static io.portcullis.app.intake.IntakeSetting.inRegion;
import static io.portcullis.app.intake.IntakeSetting.onLink;
import static io.portcullis.app.intake.IntakeSetting.requests;
import static io.portcullis.app.intake.IntakeSetting.snapshot;
import static io.portcullis.app.intake.IntakeSetting.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.RelayReport.Kind;
import io.portcullis.app.intake.RelayReport.Result;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.relay.NodeView;
import io.portcullis.kernel.relay.NodeView.TrackDemand;
import io.portcullis.kernel.relay.RelayEdge;
import io.portcullis.kernel.relay.RelayEdge.State;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.testing.InMemoryEvidenceInbox;
import io.portcullis.testing.SettableClock;
import io.portcullis.testing.UnsteadyEvidenceInbox;
import io.portcullis.testing.UnsteadyEvidenceInbox.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvidenceIntakeTest {

    private static final Duration LOOK = Duration.ofSeconds(10);

    private final UnsteadyEvidenceInbox inbox =
            new UnsteadyEvidenceInbox(new InMemoryEvidenceInbox());
    private final SettableClock clock = new SettableClock(START);
    private final List<Long> acknowledged = new ArrayList<>();
    private EvidenceIntake intake = intake("gate-1", Duration.ZERO);

    @Test
    void countsARelayEpochFromItsFirstReport() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);

        session.report(snapshot(1, START, requests(Result.OK, 90), requests(Result.TIMED_OUT, 10)));
        session.report(delta(2, START, requests(Result.FAILED, 5)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(105, 15)));
    }

    @Test
    void countsCancelledAttemptsAsNeitherGoodNorBad() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);

        session.report(snapshot(1, START, requests(Result.OK, 90), requests(Result.CANCELLED, 10)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(90, 0)));
    }

    @Test
    void onlyAnchorsANodeThatWasThereBeforeTheGate() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);

        var receipt = session.report(delta(800, START, requests(Result.OK, 5_000)));
        session.report(
                snapshot(801, START, requests(Result.OK, 5_010), requests(Result.FAILED, 9)));
        session.report(delta(802, START, requests(Result.FAILED, 10)));
        intake.flush(SERVICE);

        assertThat(receipt.snapshotWanted()).isTrue();
        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(11, 1)));
    }

    @Test
    void acknowledgesOnlyWhatIsStored() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 1)));
        session.report(delta(2, START, requests(Result.OK, 2)));
        assertThat(acknowledged).isEmpty();

        inbox.next(Next.FAILS_BEFORE);
        assertThatThrownBy(() -> intake.flush(SERVICE)).isInstanceOf(StoreUnavailable.class);
        assertThat(acknowledged).isEmpty();
        inbox.next(Next.WORKS);
        intake.flush(SERVICE);

        assertThat(acknowledged).containsExactly(2L);
        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(2, 0)));
    }

    @Test
    void countsOnceWhenTheStoresAnswerIsLost() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 10)));
        intake.increments(
                SERVICE, new ServerKey(ServerKey.Way.OTLP, WEST, "i1"), List.of(increment(7)));
        inbox.next(Next.FAILS_AFTER);
        assertThatThrownBy(() -> intake.flush(SERVICE)).isInstanceOf(StoreUnavailable.class);

        inbox.next(Next.WORKS);
        session.report(delta(2, START, requests(Result.OK, 12)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(19, 0)));
        assertThat(acknowledged).containsExactly(1L, 2L);
    }

    @Test
    void asksForASnapshotWhenDeltasWereMissed() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 1)));

        assertThat(session.report(delta(3, START)).snapshotWanted()).isTrue();
        assertThat(session.report(delta(4, START)).snapshotWanted()).isTrue();
        assertThat(session.report(snapshot(9, START)).snapshotWanted()).isFalse();
    }

    @Test
    void ignoresReportsSaidTwiceOrOvertaken() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 10)));
        session.report(snapshot(3, START, requests(Result.OK, 30)));

        session.report(snapshot(2, START, requests(Result.OK, 20)));
        session.report(snapshot(3, START, requests(Result.OK, 30)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(30, 0)));
    }

    @Test
    void countsFromZeroInANewEpochAndRefusesTheOldOne() {
        var old = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        old.report(snapshot(1, START, requests(Result.OK, 100)));
        intake.flush(SERVICE);

        var restarted = intake.relay(hello(WEST, "n1", OLD, "e2"), acknowledged::add);
        clock.advance(LOOK);
        restarted.report(snapshot(1, clock.instant(), requests(Result.OK, 40)));
        intake.flush(SERVICE);

        assertThat(restarted.storedBefore()).isZero();
        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(140, 0)));
        assertThatThrownBy(() -> old.report(snapshot(2, START, requests(Result.OK, 101))))
                .isInstanceOf(RequestRefused.class)
                .hasMessageContaining("newer process of n1");
    }

    @Test
    void joinsTheVersionTheFarNodeLastSaid() {
        intake.relay(hello(EAST, "far", NEW, "f1"), acknowledged::add);
        var session = intake.relay(hello(WEST, "near", OLD, "e1"), acknowledged::add);

        session.report(
                snapshot(
                        1,
                        START,
                        acquires(EAST, "far", Result.OK, 70),
                        acquires(EAST, "far", Result.FAILED, 30),
                        acquires(EAST, "stranger", Result.OK, 5)));
        intake.flush(SERVICE);

        var here = new Origin.OfRelease(OLD);
        assertThat(stored(inbox).counts())
                .containsOnly(
                        Map.entry(
                                onLink(EAST, WEST, new Origin.OfRelease(NEW), here),
                                new Counts(100, 30)),
                        Map.entry(onLink(EAST, WEST, Origin.UNKNOWN, here), new Counts(5, 0)));
    }

    @Test
    void takesTheOtherRecordsOfAReportWithOneThatIsNotUnderstood() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);

        var receipt =
                session.report(
                        snapshot(
                                1,
                                START,
                                acquires(new Region("mars"), "n", Result.OK, 1),
                                acquires(WEST, "n", Result.OK, 1),
                                requests(Result.OK, 4)));
        intake.flush(SERVICE);

        assertThat(receipt.rejected()).isEqualTo(2);
        assertThat(receipt.rejection()).contains("mars").contains("no link from there to us-west");
        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(4, 0)));
    }

    @Test
    void leavesOutTheFirstSixLooksOfAServer() {
        intake = intake("gate-1", LOOK);
        var session = intake.relay(hello(WEST, "n1", NEW, "e1"), acknowledged::add);
        for (int look = 0; look <= 6; look++) {
            session.report(
                    snapshot(look + 1L, clock.instant(), requests(Result.OK, 10L * (look + 1))));
            intake.flush(SERVICE);
            clock.advance(LOOK);
        }

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, NEW), new Counts(10, 0)));
    }

    @Test
    void rejectsWhatIsTooOldOrFromTheFuture() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);

        var old = session.report(snapshot(1, START.minusSeconds(301), requests(Result.OK, 1)));
        var future = session.report(snapshot(1, START.plusSeconds(31), requests(Result.OK, 1)));
        var late = session.report(snapshot(1, START.minusSeconds(299), requests(Result.OK, 1)));

        assertThat(old.rejected()).isOne();
        assertThat(old.rejection()).contains("at most 5 min before now");
        assertThat(future.rejection()).contains("at most 30 s after now");
        assertThat(late).isEqualTo(Receipt.ALL);
    }

    @Test
    void losesNothingAcknowledgedWhenTheGateRestarts() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 10)));
        intake.flush(SERVICE);
        session.report(delta(2, START, requests(Result.OK, 15)));

        intake = intake("gate-1", LOOK);
        var again = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        again.report(delta(3, START, requests(Result.OK, 17)));
        intake.flush(SERVICE);

        assertThat(again.storedBefore()).isOne();
        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(17, 0)));
    }

    @Test
    void countsOnceWhenANodeChangesToAnotherServerOfTheGate() {
        var other = intake("gate-2", Duration.ZERO);
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(snapshot(1, START, requests(Result.OK, 10)));
        intake.flush(SERVICE);

        var moved = other.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        moved.report(snapshot(2, START, requests(Result.OK, 25)));
        other.flush(SERVICE);
        var back = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        back.report(snapshot(3, START, requests(Result.OK, 26)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts().values()).allMatch(counts -> counts.exposure() <= 26);
        assertThat(stored(inbox).counts().get(inRegion(WEST, OLD)).exposure()).isEqualTo(26);
    }

    @Test
    void keepsTheNewestStateOfEdges() {
        var session = intake.relay(hello(WEST, "n1", OLD, "e1"), acknowledged::add);
        session.report(view(1, Kind.SNAPSHOT, edge("a", State.WAITING), edge("b", State.ACTIVE)));
        session.report(view(2, Kind.DELTA, edge("a", State.CLOSED), edge("c", State.REQUESTED)));
        intake.flush(SERVICE);

        var node = inbox.relayNodes(SERVICE).getFirst();

        assertThat(node.sequence()).isEqualTo(2);
        assertThat(node.view().edges())
                .extracting(RelayEdge::track, RelayEdge::state)
                .containsExactly(tuple("b", State.ACTIVE), tuple("c", State.REQUESTED));
    }

    @Test
    void refusesServicesAndRegionsNobodyKnows() {
        var stranger = new RelayHello(new ServiceName("other"), WEST, "n1", OLD, "e1");

        assertThatThrownBy(() -> intake.relay(stranger, acknowledged::add))
                .hasMessageContaining("hello.service")
                .hasMessageContaining("media-server");
        assertThatThrownBy(() ->
                        intake.relay(hello(new Region("mars"), "n1", OLD, "e1"), acknowledged::add))
                .hasMessageContaining("hello.region");
    }

    @Test
    void countsAnIncrementOnceHoweverOftenItIsSent() {
        var server = new ServerKey(ServerKey.Way.OTLP, WEST, "i1");

        intake.increments(SERVICE, server, List.of(increment(7)));
        intake.flush(SERVICE);
        intake.increments(SERVICE, server, List.of(increment(7)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(7, 0)));
    }

    @Test
    void startTimesMarkTheResetOfATotal() {
        var server = new ServerKey(ServerKey.Way.OTLP, WEST, "i1");
        intake.totals(SERVICE, server, List.of(total("1000", 50, 0)));

        intake.totals(SERVICE, server, List.of(total("1000", 80, 1)));
        intake.totals(SERVICE, server, List.of(total("2000", 90, 2)));
        intake.totals(SERVICE, server, List.of(total("1000", 85, 1)));
        intake.flush(SERVICE);

        assertThat(stored(inbox).counts())
                .containsOnly(Map.entry(inRegion(WEST, OLD), new Counts(30 + 90, 0)));
    }

    private static PushedTotal total(String epoch, double value, long second) {
        return new PushedTotal(
                List.of("requests"),
                epoch,
                value,
                START.plusSeconds(second),
                inRegion(WEST, OLD),
                Share.TOTAL);
    }

    private static PushedIncrement increment(double value) {
        return new PushedIncrement(
                List.of("requests"), START, value, START, inRegion(WEST, OLD), Share.TOTAL);
    }

    private static RelayReport view(long sequence, Kind kind, RelayEdge... edges) {
        return new RelayReport(
                sequence,
                kind,
                List.of(),
                new NodeView(START, List.of(edges), List.of(), List.of(new TrackDemand("a", 1))));
    }

    private static RelayEdge edge(String track, State state) {
        return new RelayEdge(track, EAST, "far", state, START, 1, null, false, "");
    }

    private EvidenceIntake intake(String replica, Duration look) {
        var made = new EvidenceIntake(List.of(DEFINITION), inbox, replica, look, clock);
        made.restore();
        return made;
    }
}
