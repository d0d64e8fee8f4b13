package io.portcullis.port.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Fall;
import io.portcullis.kernel.relay.isolation.Held;
import io.portcullis.kernel.relay.isolation.IsolationState;
import io.portcullis.kernel.relay.isolation.Side;
import io.portcullis.kernel.relay.isolation.Side.Direction;
import io.portcullis.kernel.relay.isolation.Verdict;
import io.portcullis.port.StaleRevision;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What every {@link IsolationStore} must do. */
public abstract class IsolationStoreContract {

    private static final Instant START = Instant.parse("2024-02-07T19:00:00.123456Z");
    private static final Region US_EAST = new Region("us-east");
    private static final Region US_WEST = new Region("us-west");

    /** A store with nothing in it. */
    protected abstract IsolationStore store();

    @Test
    void holdsNothingBeforeTheFirstSave() {
        assertThat(store().load()).isEqualTo(StoredIsolation.NONE);
    }

    @Test
    void givesBackWhatWasSavedLast() {
        var store = store();
        var first = StoredIsolation.NONE.next(START, IsolationState.NONE);
        var second = first.next(START.plusSeconds(10), withdrawn());

        store.save(first);
        assertThat(store.load()).isEqualTo(first);
        store.save(second);

        assertThat(store.load()).isEqualTo(second);
    }

    @Test
    void refusesWhoeverComesSecond() {
        var store = store();
        var first = StoredIsolation.NONE.next(START, withdrawn());
        var second = first.next(START.plusSeconds(10), withdrawn());
        store.save(first);
        assertThatThrownBy(() -> store.save(first)).isInstanceOf(StaleRevision.class);
        store.save(second);

        assertThatThrownBy(() -> store.save(first.next(START.plusSeconds(11), IsolationState.NONE)))
                .isInstanceOf(StaleRevision.class);

        assertThat(store.load()).isEqualTo(second);
    }

    @Test
    void refusesWhatFollowsNothingThatIsThere() {
        var store = store();
        var unsaved = StoredIsolation.NONE.next(START, IsolationState.NONE);

        assertThatThrownBy(() -> store.save(unsaved.next(START, IsolationState.NONE)))
                .isInstanceOf(StaleRevision.class);
    }

    private static IsolationState withdrawn() {
        var held =
                new Held(
                        Verdict.WITHDRAWN_WHILE_REACHABLE,
                        START,
                        "Its sessions fell, \"it\" lives.",
                        Verdict.NONE,
                        2,
                        START.plusSeconds(20),
                        START.plusSeconds(30),
                        1);
        // As before the first look.
        var nothing =
                new Held(Verdict.UNKNOWN, START, "", Verdict.UNKNOWN, 0, START, Instant.MIN, 0);
        var fall =
                new Fall(START, 1_200.5, new TreeMap<>(Map.of(US_WEST, 4e6)), Fall.Where.ELSEWHERE);
        return new IsolationState(
                new TreeMap<>(
                        Map.of(
                                new Side(US_EAST, Direction.INBOUND), held,
                                new Side(US_EAST, Direction.OUTBOUND), nothing)),
                new TreeMap<>(Map.of(new Link(US_EAST, US_WEST), nothing)),
                new TreeMap<>(Map.of(US_EAST, fall)),
                new TreeMap<>(Map.of(US_EAST, START)));
    }
}
