package io.portcullis.kernel.environment.fault;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.environment.standing.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Opens, follows, closes and reopens faults by what is unfit. */
public final class Faults {

    /** A backlog may be part of a fault that is opened at the same look. */
    private static final Comparator<String> BACKLOGS_LAST =
            Comparator.comparing((String print) -> print.startsWith(Subject.Kind.BACKLOG.name()))
                    .thenComparing(Comparator.naturalOrder());

    private Faults() {}

    /**
     * @param reopenWithin a resolved fault that comes back within this is the same one
     * @return open ones, and resolved ones that may be reopened, in order of their fingerprints
     */
    public static List<Fault> after(
            List<Fault> before, List<Standing> standings, Duration reopenWithin, Instant now) {
        SortedMap<String, Fault> known = new TreeMap<>();
        before.stream()
                .filter(it -> mayComeBack(it, reopenWithin, now))
                .forEach(it -> known.put(it.fingerprint(), it));
        SortedMap<String, List<Standing>> watched = new TreeMap<>();
        standings.forEach(it -> watched.computeIfAbsent(print(it), _ -> new ArrayList<>()).add(it));
        var prints = new TreeSet<>(BACKLOGS_LAST);
        prints.addAll(known.keySet());
        prints.addAll(watched.keySet());
        var after = new ArrayList<Fault>();
        for (String print : prints) {
            var of = watched.getOrDefault(print, List.of());
            next(known.get(print), of, backlogs(known.get(print), standings), after, now)
                    .ifPresent(after::add);
        }
        after.sort(Comparator.comparing(Fault::fingerprint));
        return after;
    }

    /** The fault with a person's word that rollouts may go on in spite of it. */
    public static Fault accepted(Fault fault, String by, String reason, Instant now) {
        var story = new FaultStory(fault, now);
        story.accept(by, reason);
        return story.fault();
    }

    private static boolean mayComeBack(Fault fault, Duration reopenWithin, Instant now) {
        var resolvedAt = fault.resolvedAt();
        return resolvedAt == null || !resolvedAt.plus(reopenWithin).isBefore(now);
    }

    private static Optional<Fault> next(
            @Nullable Fault known,
            List<Standing> of,
            List<Standing> backlogs,
            List<Fault> others,
            Instant now) {
        var unfit = of.stream().filter(Standing::isUnfit).toList();
        if (known == null) {
            return unfit.isEmpty() || isPartOfAnother(unfit, others)
                    ? Optional.empty()
                    : Optional.of(FaultStory.open(unfit, now).fault());
        }
        var unrecovered = new ArrayList<>(backlogs);
        of.stream().filter(it -> it.condition() == Condition.UNKNOWN).forEach(unrecovered::add);
        var story = new FaultStory(known, now);
        story.follow(
                unfit,
                unrecovered,
                of.stream().filter(it -> it.condition() == Condition.FIT).toList());
        return Optional.of(story.fault());
    }

    /** Work that is still to be drained before the fault is over. */
    private static List<Standing> backlogs(@Nullable Fault known, List<Standing> standings) {
        if (known == null || known.kind() == Subject.Kind.BACKLOG) {
            return List.of();
        }
        return standings.stream()
                .filter(it -> known.isOfBacklog(it.subject()))
                .filter(it -> it.condition() != Condition.FIT)
                .toList();
    }

    private static boolean isPartOfAnother(List<Standing> unfit, List<Fault> faults) {
        var subject = unfit.getFirst().subject();
        var effect = FaultStory.gravest(unfit);
        return faults.stream().anyMatch(it -> it.standsFor(subject, effect));
    }

    private static String print(Standing standing) {
        return standing.subject().fingerprint();
    }
}
