package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.kernel.policy.TransitionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What replacements have cut so far, and what processes carry that could still be replaced.
 *
 * @param replacements every one, as they became known
 * @param standing what processes carry now
 */
public record TransitionHarm(List<Replacement> replacements, Standing standing) {

    /** Nothing is known of processes and what they carry. */
    public static final TransitionHarm UNKNOWN = new TransitionHarm(List.of(), Standing.NOTHING);

    public TransitionHarm {
        replacements = List.copyOf(replacements);
    }

    /**
     * What is over the budget of its stage: only what went forward in stages that were open.
     *
     * @param since what a person let go on before this look is accepted
     */
    public List<WorkHarm> over(TransitionPolicy policy, int since) {
        return sums(chapter ->
                        chapter.direction() == Direction.FORWARD
                                && chapter.stage() > 0
                                && chapter.since() >= since)
                .stream()
                .filter(harm -> harm.total().cutMin() > policy.allowed(harm.total().carried()))
                .toList();
    }

    /** All that was replaced so far. */
    public List<WorkHarm> sums() {
        return sums(_ -> true);
    }

    /** By chapter and kind of work, those of chapters that are wanted. */
    public List<WorkHarm> sums(Predicate<Chapter> wanted) {
        SortedMap<Chapter, SortedMap<Work, List<Replacement>>> members = new TreeMap<>();
        for (Replacement one : replacements) {
            if (wanted.test(one.chapter())) {
                for (CutWork cut : one.work()) {
                    members.computeIfAbsent(one.chapter(), _ -> new TreeMap<>())
                            .computeIfAbsent(cut.work(), _ -> new ArrayList<>())
                            .add(one);
                }
            }
        }
        var sums = new ArrayList<WorkHarm>();
        members.forEach((chapter, works) ->
                works.forEach((work, ones) -> sums.add(WorkHarm.of(chapter, work, ones))));
        return sums;
    }
}
