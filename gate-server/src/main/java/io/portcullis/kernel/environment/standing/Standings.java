package io.portcullis.kernel.environment.standing;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Hears observations of one look; their order does not matter. */
public final class Standings {

    /** Shares of sources are compared to within this. */
    private static final double ROUNDING = 1e-9;

    /** Oldest first; of those of one moment the worst, because sources that are one count once. */
    private static final Comparator<Observation> ORDER =
            Comparator.comparing(Observation::at)
                    .thenComparing(
                            Observation::condition, Comparator.comparingInt(Standings::badness))
                    .thenComparing(Observation::source)
                    .thenComparing(Observation::text)
                    .thenComparing(seen -> seen.rule().toString());

    private Standings() {}

    /**
     * @param forgetAfter a subject no source spoke of for so long is watched no more, and dropped
     * @return one standing a subject, in their order
     */
    public static List<Standing> after(
            List<Standing> before, List<Observation> seen, Duration forgetAfter, Instant now) {
        SortedMap<Subject, List<Observation>> heard = new TreeMap<>();
        for (Observation observation : seen) {
            heard.computeIfAbsent(observation.subject(), _ -> new ArrayList<>())
                    .add(believable(observation, now));
        }
        SortedMap<Subject, Standing> known = new TreeMap<>();
        before.forEach(it -> known.put(it.subject(), it));
        var subjects = new TreeSet<>(heard.keySet());
        subjects.addAll(known.keySet());
        var after = new ArrayList<Standing>();
        for (Subject subject : subjects) {
            var observations = new ArrayList<>(heard.getOrDefault(subject, List.of()));
            observations.sort(ORDER);
            var standing = known.get(subject);
            if (!observations.isEmpty() || !isForgotten(standing, forgetAfter, now)) {
                after.add(stand(subject, standing, observations, forgetAfter, now));
            }
        }
        return after;
    }

    /** What a clock that runs far ahead says could not be told from old news later. */
    private static Observation believable(Observation seen, Instant now) {
        if (!seen.at().isAfter(now.plus(seen.rule().freshFor()))) {
            return seen;
        }
        return new Observation(
                seen.subject(),
                seen.rule(),
                Condition.UNKNOWN,
                seen.source(),
                now,
                "The clock of %s runs ahead: it spoke of %s.".formatted(seen.source(), seen.at()));
    }

    private static boolean isForgotten(
            @Nullable Standing standing, Duration forgetAfter, Instant now) {
        return standing == null || standing.mentionedAt().plus(forgetAfter).isBefore(now);
    }

    private static Standing stand(
            Subject subject,
            @Nullable Standing before,
            List<Observation> seen,
            Duration forgetAfter,
            Instant now) {
        Rule rule = rule(before, seen);
        List<Witness> witnesses = witnesses(before, seen, rule);
        Instant mentionedAt = seen.isEmpty() && before != null ? before.mentionedAt() : now;
        var heard =
                new Standing(
                        subject,
                        rule,
                        before == null ? Condition.UNKNOWN : before.condition(),
                        before == null ? now : before.since(),
                        mentionedAt,
                        "",
                        witnesses.stream()
                                .filter(it -> !it.heardAt().plus(forgetAfter).isBefore(now))
                                .toList());
        return judged(heard, now);
    }

    private static Rule rule(@Nullable Standing before, List<Observation> seen) {
        if (!seen.isEmpty()) {
            return seen.getLast().rule();
        }
        if (before == null) {
            throw new IllegalArgumentException(
                    "seen is empty; must say something of a new subject");
        }
        return before.rule();
    }

    private static List<Witness> witnesses(
            @Nullable Standing before, List<Observation> seen, Rule rule) {
        SortedMap<String, Witness> witnesses = new TreeMap<>();
        if (before != null) {
            before.witnesses().forEach(it -> witnesses.put(it.source(), it));
        }
        for (Observation observation : onePerMoment(seen)) {
            var known = witnesses.get(observation.source());
            witnesses.put(
                    observation.source(),
                    known == null
                            ? Witness.first(observation, rule)
                            : known.hear(observation, rule));
        }
        return List.copyOf(witnesses.values());
    }

    /** Of what a source says of one moment the worst is kept, which comes last. */
    private static List<Observation> onePerMoment(List<Observation> sorted) {
        SortedMap<Instant, Map<String, Observation>> moments = new TreeMap<>();
        sorted.forEach(
                it -> moments.computeIfAbsent(it.at(), _ -> new TreeMap<>()).put(it.source(), it));
        return moments.values().stream().flatMap(it -> it.values().stream()).toList();
    }

    private static Standing judged(Standing heard, Instant now) {
        List<Witness> decided = heard.decided(now);
        List<Witness> unfit =
                decided.stream().filter(it -> it.verdict() == Condition.UNFIT).toList();
        Condition condition = condition(heard, decided.size(), unfit.size());
        Instant since = heard.since();
        if (condition != heard.condition()) {
            since = condition == Condition.UNFIT ? firstBad(unfit, now) : now;
        }
        return new Standing(
                heard.subject(),
                heard.rule(),
                condition,
                since,
                heard.mentionedAt(),
                text(condition, heard.witnesses(), decided, unfit),
                heard.witnesses());
    }

    private static Condition condition(Standing heard, int decided, int unfit) {
        if (decided == 0) {
            return heard.condition() == Condition.UNFIT ? Condition.UNFIT : Condition.UNKNOWN;
        }
        return unfit >= heard.rule().quorumRatio() * decided - ROUNDING
                ? Condition.UNFIT
                : Condition.FIT;
    }

    private static Instant firstBad(List<Witness> unfit, Instant now) {
        return unfit.stream()
                .map(Witness::rowSince)
                .flatMap(Stream::ofNullable)
                .filter(it -> it.isBefore(now))
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private static String text(
            Condition condition, List<Witness> all, List<Witness> decided, List<Witness> unfit) {
        return switch (condition) {
            case UNFIT -> decided.isEmpty() ? silent(all) : bad(unfit) + agree(decided, unfit);
            case FIT -> newest(decided) + (unfit.isEmpty() ? "" : agree(decided, unfit));
            case UNKNOWN -> silent(all);
        };
    }

    /** What is wrong; where all have turned and none was fit for long enough yet, that. */
    private static String bad(List<Witness> unfit) {
        var saying = unfit.stream().filter(it -> it.saying() == Condition.UNFIT).toList();
        return saying.isEmpty()
                ? "It is not fit for long enough yet; last: " + newest(unfit)
                : newest(saying);
    }

    private static String silent(List<Witness> all) {
        return all.isEmpty()
                ? "Nothing was heard of it."
                : "Nothing fresh tells of it; last heard: " + newest(all);
    }

    private static String newest(List<Witness> some) {
        return some.stream()
                .max(Comparator.comparing(Witness::heardAt).thenComparing(Witness::source))
                .map(Witness::text)
                .orElse("");
    }

    private static String agree(List<Witness> decided, List<Witness> unfit) {
        return decided.size() == 1
                ? ""
                : " (%d of %d sources hold it unfit)".formatted(unfit.size(), decided.size());
    }

    private static int badness(Condition condition) {
        return switch (condition) {
            case FIT -> 0;
            case UNKNOWN -> 1;
            case UNFIT -> 2;
        };
    }
}
