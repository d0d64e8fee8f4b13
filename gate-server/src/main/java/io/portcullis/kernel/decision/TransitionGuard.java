package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.policy.TransitionPolicy;
import io.portcullis.kernel.transition.CutWork;
import io.portcullis.kernel.transition.Direction;
import io.portcullis.kernel.transition.Replacement;
import io.portcullis.kernel.transition.TransitionHarm;
import io.portcullis.kernel.transition.WayOut;
import io.portcullis.kernel.transition.WorkHarm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Aborts a rollout whose replacements cut more than its plan allows, at once and without statistics:
 * every session is counted. Says with every abort which way out does least harm, where it is known
 * what servers carry.
 */
public final class TransitionGuard {

    private static final int NAMED_MAX = 10;

    private TransitionGuard() {}

    /**
     * The decision of a look, or an abort where too much was cut.
     *
     * @param since what a person let go on at or before this look is accepted
     */
    public static Decision over(
            Decision decision, TransitionHarm harm, TransitionPolicy policy, int since) {
        var reasons =
                harm.over(policy, since).stream()
                        .flatMap(one -> reasons(one, harm, policy))
                        .sorted(Comparator.comparingLong((Reason one) -> cut(one)).reversed())
                        .toList();
        var all = new ArrayList<Reason>();
        if (decision instanceof Decision.Abort abort) {
            all.addAll(abort.reasons());
        }
        all.addAll(reasons);
        if (all.isEmpty()) {
            return decision instanceof Decision.Proceed proceed
                    ? unsure(proceed, harm, policy, since)
                    : decision;
        }
        WayOut.of(harm, policy, failing(all))
                .ifPresent(wayOut -> all.set(0, advised(all.getFirst(), wayOut)));
        return new Decision.Abort(decision.stage(), all);
    }

    /** A pass says what may have been cut beyond the budget, where last samples left it open. */
    private static Decision unsure(
            Decision.Proceed proceed, TransitionHarm harm, TransitionPolicy policy, int since) {
        var open =
                harm
                        .sums(chapter ->
                                chapter.direction() == Direction.FORWARD
                                        && chapter.stage() > 0
                                        && chapter.since() >= since)
                        .stream()
                        .filter(one -> one.total().cutMax() > policy.allowed(one.total().carried()))
                        .map(TransitionGuard::open)
                        .toList();
        var cannot = new ArrayList<>(proceed.cannotExclude());
        cannot.addAll(open);
        return new Decision.Proceed(proceed.stage(), proceed.excludes(), cannot);
    }

    private static String open(WorkHarm harm) {
        return String.format(
                Locale.ROOT,
                "replaced servers of stage %d: up to %,d of %,d %s cut, %,d for sure",
                harm.chapter().stage(),
                harm.total().cutMax(),
                harm.total().carried(),
                harm.work().unit(),
                harm.total().cutMin());
    }

    private static Reason advised(Reason reason, WayOut wayOut) {
        return reason.saying(reason.text() + " " + wayOut.why())
                .with(
                        Map.of(
                                "wayOut", wayOut.kind().name(),
                                "wayOutCut", Long.toString(wayOut.cut()),
                                "wayOutCarried", Long.toString(wayOut.carried())));
    }

    /** By how much more of the attempts fail on the new version than on what it is compared with. */
    private static double failing(List<Reason> reasons) {
        return reasons.stream()
                .filter(reason -> reason.type() != ReasonType.TRANSITION_HARM)
                .mapToDouble(TransitionGuard::failing)
                .max()
                .orElse(0);
    }

    /** A fault that has no numbers, such as a loop, is taken for whole. */
    private static double failing(Reason reason) {
        Numbers numbers = reason.numbers();
        if (numbers == null) {
            return 1;
        }
        return Math.clamp(ratio(numbers.canary()) - ratio(numbers.comparison()), 0.0, 1.0);
    }

    private static double ratio(Counts counts) {
        return counts.exposure() > 0 ? counts.events() / counts.exposure() : 0;
    }

    private static Stream<Reason> reasons(
            WorkHarm over, TransitionHarm harm, TransitionPolicy policy) {
        return over.regions().entrySet().stream()
                .filter(entry -> entry.getValue().cutMin() > 0)
                .map(entry -> reason(over, entry.getKey(), harm, policy));
    }

    private static Reason reason(
            WorkHarm over, Region region, TransitionHarm harm, TransitionPolicy policy) {
        var sum = over.regions().getOrDefault(region, new WorkHarm.Sum(0, 0, 0, 0, 0));
        var unit = over.work().unit();
        var members = members(over, region, harm);
        long allowed = policy.allowed(over.total().carried());
        var text =
                String.format(
                        Locale.ROOT,
                        "%,d of %,d %s of %s in %s were cut%s: %s. Budget of stage %d: %s (%,d)%s.",
                        sum.cutMin(),
                        sum.carried(),
                        unit,
                        servers(sum.processes()),
                        region,
                        sum.cutMax() > sum.cutMin()
                                ? String.format(Locale.ROOT, ", or up to %,d", sum.cutMax())
                                : "",
                        named(over, members),
                        over.chapter().stage(),
                        percent(policy.cutRatioMax()),
                        allowed,
                        everywhere(over));
        var first = members.stream().min(Comparator.comparingInt(Replacement::look)).orElseThrow();
        return Reason.at(ReasonType.TRANSITION_HARM, region, text)
                .from(new Since(first.look(), first.goneBy()))
                .with(details(over, sum, allowed, members));
    }

    private static Map<String, String> details(
            WorkHarm over, WorkHarm.Sum sum, long allowed, List<Replacement> members) {
        var details = new TreeMap<String, String>();
        details.put("work", over.work().name());
        details.put("unit", over.work().unit());
        details.put("cut", Long.toString(sum.cutMin()));
        details.put("cutMax", Long.toString(sum.cutMax()));
        details.put("carried", Long.toString(sum.carried()));
        details.put("processes", Integer.toString(sum.processes()));
        details.put("allowed", Long.toString(allowed));
        details.put("stage", Integer.toString(over.chapter().stage()));
        details.put(
                "servers",
                members.stream()
                        .limit(NAMED_MAX)
                        .map(Replacement::process)
                        .collect(Collectors.joining(", ")));
        return details;
    }

    /** Those that cut most first. */
    private static List<Replacement> members(WorkHarm over, Region region, TransitionHarm harm) {
        return harm.replacements().stream()
                .filter(one -> one.chapter().equals(over.chapter()))
                .filter(one -> one.region().equals(region))
                .filter(one -> cut(one, over).cutMax() > 0)
                .sorted(
                        Comparator.comparingLong((Replacement one) -> cut(one, over).cutMin())
                                .reversed()
                                .thenComparing(Replacement::process))
                .toList();
    }

    private static String named(WorkHarm over, List<Replacement> members) {
        var named =
                members.stream()
                        .limit(NAMED_MAX)
                        .map(one ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %,d of %,d",
                                        one.process(),
                                        cut(one, over).cutMin(),
                                        cut(one, over).carried()))
                        .collect(Collectors.joining(", "));
        int more = members.size() - NAMED_MAX;
        return more > 0 ? named + " and " + more + " more" : named;
    }

    private static CutWork cut(Replacement one, WorkHarm over) {
        return one.work().stream()
                .filter(cut -> cut.work().equals(over.work()))
                .findFirst()
                .orElseGet(() -> new CutWork(over.work(), 0, 0, 0, 0));
    }

    private static long cut(Reason reason) {
        return Long.parseLong(reason.details().getOrDefault("cut", "0"));
    }

    private static String servers(int count) {
        return count == 1
                ? "1 replaced server"
                : String.format(Locale.ROOT, "%,d replaced servers", count);
    }

    private static String percent(double ratio) {
        return String.format(Locale.ROOT, "%.3f", 100 * ratio).replaceAll("\\.?0+$", "") + " %";
    }

    private static String everywhere(WorkHarm over) {
        return over.regions().size() == 1
                ? ""
                : String.format(
                        Locale.ROOT,
                        " of %,d in all its regions, of which %,d were cut",
                        over.total().carried(),
                        over.total().cutMin());
    }
}
