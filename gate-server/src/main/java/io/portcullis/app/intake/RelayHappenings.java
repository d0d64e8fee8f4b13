package io.portcullis.app.intake;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** How often what has happened since the server's start. Thread-safe. */
final class RelayHappenings {

    private final Map<RelayHappening, LongAdder> counts = new EnumMap<>(RelayHappening.class);

    RelayHappenings() {
        for (RelayHappening happening : RelayHappening.values()) {
            counts.put(happening, new LongAdder());
        }
    }

    void count(RelayHappening happening) {
        adder(happening).increment();
    }

    SortedMap<RelayHappening, Long> counts() {
        var sums = new TreeMap<RelayHappening, Long>();
        counts.forEach((happening, count) -> sums.put(happening, count.sum()));
        return Collections.unmodifiableSortedMap(sums);
    }

    private LongAdder adder(RelayHappening happening) {
        LongAdder adder = counts.get(happening);
        if (adder == null) {
            throw new IllegalArgumentException("happening is " + happening + "; must be known");
        }
        return adder;
    }
}
