package io.portcullis.kernel.transition;

import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.Work;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.transition.Standing.Carried;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The least harmful way out of a rollout that went wrong, from what is known: what its new servers
 * carry now, how much replacing has cut so far, and what part of attempts fails on them. It advises;
 * what is done says the plan.
 *
 * <p>Without a fault of the release nothing needs to be undone: to pause cuts nothing. With one, going
 * back is right where it cuts no more than is allowed, or no more than fails anyway. Else the new
 * servers should be emptied first: by new work going to old ones where there are any beside them, by
 * draining where there are none.
 *
 * @param cut of the work the new servers carry, as many as going back the same way cuts now
 * @param carried what they carry
 * @param why in words, with the numbers; one or two sentences
 */
public record WayOut(Kind kind, Work work, long cut, long carried, String why) {

    /** What to do. */
    public enum Kind {
        /** Touch nothing further. */
        PAUSE,
        /** Let the new servers finish what they have, then go back. */
        DRAIN,
        /** Send new work to the old servers beside them, then go back. */
        SHIFT,
        /** Go back at once. */
        ROLL_BACK
    }

    /**
     * Of the kind of work that new servers carry most of; empty when nothing is known of what they
     * carry.
     *
     * @param failing part of the attempts on new servers that fails beyond what is usual, 0-1; 0 when
     *     the release is not found bad
     */
    public static Optional<WayOut> of(
            TransitionHarm harm, TransitionPolicy policy, double failing) {
        var works = new TreeSet<Work>();
        harm.standing().carried().forEach(one -> works.add(one.work()));
        harm.replacements().forEach(one -> one.work().forEach(cut -> works.add(cut.work())));
        return works.stream()
                .map(work -> new Situation(harm, work))
                .max((one, other) -> Long.compare(one.carried(), other.carried()))
                .map(situation -> situation.wayOut(policy, failing));
    }

    /** What is known of one kind of work. */
    private record Situation(TransitionHarm harm, Work work) {

        WayOut wayOut(TransitionPolicy policy, double failing) {
            long carried = carried();
            long cut = Math.round(carried * cutRatio());
            var kind = kind(policy, failing, carried, cut);
            return new WayOut(kind, work, cut, carried, why(kind, failing, carried, cut));
        }

        private Kind kind(TransitionPolicy policy, double failing, long carried, long cut) {
            if (failing <= 0) {
                return Kind.PAUSE;
            }
            if (cut <= policy.allowed(carried) || failing * carried >= cut) {
                return Kind.ROLL_BACK;
            }
            return oldBesideNew().isEmpty() ? Kind.DRAIN : Kind.SHIFT;
        }

        private String why(Kind kind, double failing, long carried, long cut) {
            var back =
                    carried == 0
                            ? "the new servers carry no "
                                    + work.unit()
                                    + ", so going back cuts none"
                            : String.format(
                                    Locale.ROOT,
                                    "%s %,d %s, of which going back now would cut about %,d (%s)",
                                    servers(),
                                    carried,
                                    work.unit(),
                                    cut,
                                    basis());
            return switch (kind) {
                case PAUSE ->
                        "Least harm: pause. Nothing more is cut while nothing is replaced, and the"
                                + " new version itself is not found bad; "
                                + back
                                + ".";
                case ROLL_BACK ->
                        "Least harm: roll back. "
                                + String.format(
                                        Locale.ROOT,
                                        "About %.1f %% of attempts fail on the new version; ",
                                        100 * failing)
                                + back
                                + ".";
                case SHIFT ->
                        "Least harm: send new "
                                + work.unit()
                                + " to the old servers in "
                                + names(oldBesideNew())
                                + ", let the new ones empty, then roll back; "
                                + back
                                + ".";
                case DRAIN ->
                        "Least harm: let the new servers drain, then roll back; " + back + ".";
            };
        }

        private String servers() {
            int servers = onNew().stream().mapToInt(Carried::processes).sum();
            return servers == 1 ? "1 new server carries" : servers + " new servers carry";
        }

        private String basis() {
            return replaced().carried() == 0
                    ? "all of them, as nothing is known of how they drain"
                    : String.format(
                            Locale.ROOT,
                            "as many of them as replacing has cut so far, %.1f %%",
                            100 * cutRatio());
        }

        long carried() {
            return onNew().stream().mapToLong(Carried::count).sum();
        }

        private List<Carried> onNew() {
            return harm.standing().carried().stream()
                    .filter(one -> one.work().equals(work) && one.side() == Side.NEW)
                    .toList();
        }

        /** As replacing went so far; of nothing replaced yet the worst is taken. */
        private double cutRatio() {
            var replaced = replaced();
            return replaced.carried() == 0 ? 1 : (double) replaced.cutMin() / replaced.carried();
        }

        private WorkHarm.Sum replaced() {
            return harm.sums().stream()
                    .filter(one -> one.work().equals(work))
                    .map(WorkHarm::total)
                    .reduce(new WorkHarm.Sum(0, 0, 0, 0, 0), WorkHarm.Sum::plus);
        }

        private SortedSet<Region> oldBesideNew() {
            var regions = new TreeSet<Region>();
            onNew().forEach(one -> regions.add(one.region()));
            regions.removeIf(region ->
                    harm.standing().carried().stream()
                            .noneMatch(one ->
                                    one.side() == Side.OLD
                                            && one.region().equals(region)
                                            && one.processes() > one.draining()));
            return regions;
        }

        private static String names(SortedSet<Region> regions) {
            return regions.stream().map(Region::name).collect(Collectors.joining(", "));
        }
    }
}
