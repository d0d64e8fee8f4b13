package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.statistics.HealthLimits;
import io.portcullis.kernel.analysis.statistics.StateReader;
import io.portcullis.kernel.analysis.statistics.StateWriter;
import java.util.ArrayDeque;
import java.util.Collection;

/** What earlier days counted at the clock times of the last 18 looks, day by day summed. */
final class RecentDays {

    private final int places;
    private final ArrayDeque<PlaceCounts> looks = new ArrayDeque<>();

    RecentDays(int places) {
        this.places = places;
    }

    /** Adds a look; one of which nothing is known adds nothing. */
    void add(Collection<PlaceCounts> days) {
        if (days.isEmpty() && looks.isEmpty()) {
            return;
        }
        var sum = new PlaceCounts(places);
        days.forEach(sum::add);
        looks.addLast(sum);
        if (looks.size() > HealthLimits.RECENT_LOOKS) {
            looks.removeFirst();
        }
    }

    PlaceCounts sum() {
        var sum = new PlaceCounts(places);
        looks.forEach(sum::add);
        return sum;
    }

    void write(StateWriter state) {
        state.write(looks.size());
        looks.forEach(look -> look.write(state));
    }

    void read(StateReader state) {
        int count = state.readInt();
        for (int look = 0; look < count; look++) {
            var counts = new PlaceCounts(places);
            counts.read(state);
            looks.addLast(counts);
        }
    }
}
