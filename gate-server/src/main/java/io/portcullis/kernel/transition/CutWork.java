package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.origin.Work;

/**
 * What became of one kind of work of a process that was replaced.
 *
 * <p>Nobody sees a process end. Known is its last sample. What was left then is cut, except what ended
 * by itself up to its end: at most as much as it fell fastest lately, over the time that is unknown.
 * So the least that was cut is that less, and the most is all that was left. Where the last sample is
 * old by the process's own measure neither holds: it may have drained, or filled again; then the least
 * is 0 and the most all it ever carried. Work begun after the last sample is not counted.
 *
 * @param carried most it carried at once since the stage opened
 * @param left at the last sample; the rest had drained
 * @param cutMin what was surely cut, unless it drained faster than ever seen of it
 * @param cutMax what may have been cut
 */
public record CutWork(Work work, long carried, long left, long cutMin, long cutMax) {

    public CutWork {
        if (cutMin < 0 || cutMin > cutMax || cutMax > carried || left > carried || left < 0) {
            throw new IllegalArgumentException(
                    "%s: carried %d, left %d, cut %d to %d; must be 0 <= least <= most <= carried"
                            .formatted(work, carried, left, cutMin, cutMax));
        }
    }

    CutWork plus(CutWork other) {
        return new CutWork(
                work,
                carried + other.carried,
                left + other.left,
                cutMin + other.cutMin,
                cutMax + other.cutMax);
    }
}
