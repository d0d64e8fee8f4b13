package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was counted on earlier days at the clock time of a look (analysis 8.9), each used once.
 *
 * @param byDay by days back, 1 to 7; without days of which nothing is known
 */
public record DaysBefore(SortedMap<Integer, LookEvidence> byDay) {

    /** D, most days used. */
    public static final int DAYS_MAX = 7;

    /** With fewer days the same clock time says too little of what is usual. */
    public static final int DAYS_MIN = 3;

    /** Nothing is known of earlier days. */
    public static final DaysBefore NONE = new DaysBefore(new TreeMap<>());

    public DaysBefore {
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
        if (!byDay.isEmpty() && (byDay.firstKey() < 1 || byDay.lastKey() > DAYS_MAX)) {
            throw new IllegalArgumentException(
                    "days are " + byDay.keySet() + "; must be 1 to " + DAYS_MAX);
        }
    }

    /** Whether so many days are known that a look may be compared with them. */
    public boolean suffice() {
        return byDay.size() >= DAYS_MIN;
    }
}
