package io.portcullis.app.intake;

import io.portcullis.kernel.evidence.counter.CounterBook;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which servers are known, and which of them are in their first looks. Not thread-safe. */
final class Servers {

    private final Duration warmUp;
    private final Map<ServerKey, State> states = new HashMap<>();
    private final Set<String> restored = new HashSet<>();

    /**
     * @param look length of a look; zero leaves the warm-up out
     */
    Servers(Duration look) {
        // Half a look of tolerance: looks do not come to the millisecond.
        warmUp = look.multipliedBy(CounterBook.WARM_UP_LOOKS).minus(look.dividedBy(2));
    }

    /** Known from before the gate's own start: long up, as far as anybody knows. */
    void restore(String prefix) {
        restored.add(prefix);
    }

    boolean knows(ServerKey server) {
        return states.containsKey(server) || restored.contains(server.prefix());
    }

    void hear(ServerKey server, Instant now) {
        boolean old = restored.contains(server.prefix());
        states.merge(
                server,
                new State(old ? Instant.MIN : now, now),
                (known, _) -> new State(known.startedAt(), now));
    }

    void restarted(ServerKey server, Instant now) {
        states.put(server, new State(now, now));
    }

    boolean warmingUp(ServerKey server, Instant now) {
        var state = states.get(server);
        return state != null
                && !state.startedAt().equals(Instant.MIN)
                && now.isBefore(state.startedAt().plus(warmUp));
    }

    void forgetBefore(Instant oldest) {
        states.values().removeIf(state -> state.heardAt().isBefore(oldest));
    }

    int size() {
        return states.size();
    }

    private record State(Instant startedAt, Instant heardAt) {}
}
