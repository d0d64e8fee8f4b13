package io.portcullis.app.replay;

import io.portcullis.kernel.evidence.counter.ServerEvidence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last looks read: 360 before the present one. Not thread-safe. */
final class RecentPast {

    private final int looksMax;
    private final Deque<ServerEvidence> looks = new ArrayDeque<>();

    RecentPast(int looksMax) {
        this.looksMax = looksMax;
    }

    void add(ServerEvidence look) {
        looks.addLast(look);
        if (looks.size() > looksMax) {
            looks.removeFirst();
        }
    }

    int size() {
        return looks.size();
    }

    /** Oldest first. */
    List<ServerEvidence> all() {
        return List.copyOf(looks);
    }

    /** At most so many of the newest, oldest first. */
    List<ServerEvidence> last(int count) {
        var newest = new ArrayList<ServerEvidence>();
        var backwards = looks.descendingIterator();
        while (backwards.hasNext() && newest.size() < count) {
            newest.add(backwards.next());
        }
        return newest.reversed();
    }
}
