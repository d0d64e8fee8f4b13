package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.kernel.evidence.origin.ProcessSample.Carried;
import io.portcullis.kernel.evidence.origin.ProcessSample.Duty;
import io.portcullis.kernel.evidence.origin.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One process from its first sample on.
 *
 * @param bornLook look at which it was first heard of
 * @param successor whether it took the name of another one
 * @param taken whether it took somebody's place, under that name or another
 * @param side version it runs; null as long as nobody can tell
 * @param marks by which each source knows it
 * @param calledBy who named it when all were named
 * @param missed looks in a row at which others of its region were heard and it was not
 * @param loads what it carries
 */
record Life(
        int bornLook,
        boolean successor,
        boolean taken,
        Arm.@Nullable Side side,
        Duty duty,
        Instant firstAt,
        Instant lastAt,
        SortedMap<String, Mark> marks,
        SortedSet<String> calledBy,
        int missed,
        SortedMap<LoadKey, Load> loads) {

    Life {
        marks = Collections.unmodifiableSortedMap(new TreeMap<>(marks));
        calledBy = Collections.unmodifiableSortedSet(new TreeSet<>(calledBy));
        loads = Collections.unmodifiableSortedMap(new TreeMap<>(loads));
    }

    static Life born(ProcessSample sample, Arm.@Nullable Side side, int look, boolean successor) {
        return new Life(
                        look,
                        successor,
                        successor,
                        side,
                        sample.duty(),
                        sample.at(),
                        sample.at(),
                        new TreeMap<>(Map.of(sample.source(), Mark.of(sample))),
                        new TreeSet<>(),
                        0,
                        new TreeMap<>())
                .carrying(sample);
    }

    /** Which process a sample of this name is of. */
    Mark.Kin kin(ProcessSample sample, Arm.@Nullable Side told) {
        var mark = marks.get(sample.source());
        var kin = mark == null ? Mark.Kin.UNTOLD : mark.kin(sample);
        if (kin != Mark.Kin.UNTOLD) {
            return kin;
        }
        if (successor && sample.at().isBefore(firstAt)) {
            return Mark.Kin.BEFORE;
        }
        boolean other = told != null && side != null && told != side;
        if (!other) {
            return Mark.Kin.SAME;
        }
        return sample.at().isAfter(lastAt) ? Mark.Kin.NEXT : Mark.Kin.BEFORE;
    }

    Life heard(ProcessSample sample, Arm.@Nullable Side told) {
        var newMarks = new TreeMap<>(marks);
        newMarks.merge(sample.source(), Mark.of(sample), (known, _) -> known.heard(sample));
        boolean newest = !sample.at().isBefore(lastAt);
        return new Life(
                        bornLook,
                        successor,
                        taken,
                        told == null ? side : told,
                        newest ? sample.duty() : duty,
                        firstAt.isBefore(sample.at()) ? firstAt : sample.at(),
                        newest ? sample.at() : lastAt,
                        newMarks,
                        calledBy,
                        0,
                        loads)
                .carrying(sample);
    }

    private Life carrying(ProcessSample sample) {
        var newLoads = new TreeMap<>(loads);
        for (Carried one : sample.carried()) {
            newLoads.compute(
                    new LoadKey(one.work(), sample.source()),
                    (_, load) ->
                            load == null
                                    ? Load.first(one.count(), sample.at())
                                    : load.next(one.count(), sample.at()));
        }
        return with(newLoads);
    }

    Life anew() {
        var newLoads = new TreeMap<LoadKey, Load>();
        loads.forEach((key, load) -> newLoads.put(key, load.anew()));
        return with(newLoads);
    }

    private Life with(SortedMap<LoadKey, Load> newLoads) {
        return new Life(
                bornLook, successor, taken, side, duty, firstAt, lastAt, marks, calledBy, missed,
                newLoads);
    }

    Life takes() {
        return new Life(
                bornLook, successor, true, side, duty, firstAt, lastAt, marks, calledBy, missed,
                loads);
    }

    Life called(String source) {
        var newCalledBy = new TreeSet<>(calledBy);
        newCalledBy.add(source);
        return rolled(newCalledBy, 0);
    }

    Life missedAgain() {
        return rolled(calledBy, missed + 1);
    }

    private Life rolled(SortedSet<String> newCalledBy, int newMissed) {
        return new Life(
                bornLook,
                successor,
                taken,
                side,
                duty,
                firstAt,
                lastAt,
                marks,
                newCalledBy,
                newMissed,
                loads);
    }

    /** The usual time between two of its samples. */
    Duration spacing() {
        return loads.values().stream()
                .map(Load::spacing)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What an end no later than this cut; of two sources that count the same the newest tells. */
    List<CutWork> cut(Instant goneBy, Duration look) {
        var cut = new ArrayList<CutWork>();
        newest(goneBy).forEach((work, load) -> cut.add(load.cut(work, goneBy, look)));
        return cut;
    }

    /** What it carries, by who counted it last before a time; else by who counted it last. */
    SortedMap<Work, Load> newest(Instant upTo) {
        var order =
                Comparator.comparingInt((Load load) -> load.lastAt().isAfter(upTo) ? 0 : 1)
                        .thenComparing(Load::lastAt)
                        .thenComparingLong(Load::last);
        var newest = new TreeMap<Work, Load>();
        loads.forEach((key, load) -> newest.merge(key.work(), load, BinaryOperator.maxBy(order)));
        return newest;
    }
}
