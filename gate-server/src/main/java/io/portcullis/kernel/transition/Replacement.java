package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process that went away and what took its place, or several of a region folded into one where
 * there are too many to keep apart.
 *
 * @param look at which it was known
 * @param process its name; of folded ones that of the first
 * @param processes how many; 1 unless folded
 * @param from version that went away
 * @param to version that took its place
 * @param lastSampleAt when it was last heard of
 * @param goneBy when it was gone at the latest
 * @param work each kind once
 */
public record Replacement(
        Chapter chapter,
        int look,
        Region region,
        String process,
        int processes,
        Arm.Side from,
        Arm.Side to,
        End end,
        Instant lastSampleAt,
        Instant goneBy,
        List<CutWork> work) {

    public Replacement {
        work = work.stream().sorted(Comparator.comparing(CutWork::work)).toList();
        if (processes < 1) {
            throw new IllegalArgumentException("processes is " + processes + "; must be >= 1");
        }
    }

    /** How it is known that a process has ended. */
    public enum End {
        /** Another process has its name. */
        RESTARTED,
        /** Who names all that exist does not name it any more. */
        GONE,
        /** Nothing was heard of it, and another has begun since. */
        SILENT
    }

    /** More of what it said before its end is known now. */
    Replacement correctedBy(Gone gone, Duration lookLength) {
        return new Replacement(
                chapter,
                look,
                region,
                process,
                processes,
                from,
                to,
                end,
                gone.life().lastAt(),
                goneBy,
                gone.life().cut(goneBy, lookLength));
    }

    boolean foldsWith(Replacement other) {
        return chapter.equals(other.chapter)
                && region.equals(other.region)
                && from == other.from
                && to == other.to
                && end == other.end;
    }

    Replacement fold(Replacement other) {
        var sum = new ArrayList<CutWork>();
        var kinds =
                Stream.concat(work.stream(), other.work.stream())
                        .map(CutWork::work)
                        .distinct()
                        .toList();
        for (var kind : kinds) {
            Stream.concat(work.stream(), other.work.stream())
                    .filter(one -> one.work().equals(kind))
                    .reduce(CutWork::plus)
                    .ifPresent(sum::add);
        }
        return new Replacement(
                chapter,
                Math.max(look, other.look),
                region,
                process,
                processes + other.processes,
                from,
                to,
                end,
                lastSampleAt,
                goneBy.isAfter(other.goneBy) ? goneBy : other.goneBy,
                sum);
    }
}
