package io.portcullis.kernel.pack.health;

import static java.util.stream.Collectors.joining;

import io.portcullis.kernel.environment.Condition;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.HealthRule.Absent;
import io.portcullis.kernel.pack.HealthRule.Over;
import io.portcullis.kernel.pack.HealthRule.Reading;
import io.portcullis.kernel.pack.HealthRule.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Judges a dependency by the rules of its pack. What used to be there and is gone is never fit:
 * silence is what a broker that hangs has in common with one that is well.
 */
public final class HealthCheck {

    private static final ScrapedServer TOGETHER = new ScrapedServer("", "all together");

    private final String alive;
    private final DependencyReadings readings;

    /**
     * @param alive series that each of its servers shows all the time
     */
    public HealthCheck(String alive, DependencyReadings readings) {
        this.alive = alive;
        this.readings = readings;
    }

    /**
     * @param before what the same rule said last; empty at first
     */
    public HealthVerdict judge(HealthRule rule, Optional<HealthVerdict> before) {
        var values = values(rule, before);
        if (values.isEmpty()) {
            return withoutValues(rule, before);
        }
        var worst = worst(rule, values);
        var verdict = ofValue(rule, worst, before);
        Set<ScrapedServer> missing = rule.lazy() ? Set.of() : readings.missing(rule.series());
        if (verdict.condition() == Condition.UNFIT || missing.isEmpty()) {
            return verdict;
        }
        return new HealthVerdict(
                absent(rule), rule.series() + " is gone of " + missing + ", which had it before");
    }

    /** Whether servers that were seen in the window before are still there. */
    public HealthVerdict presence(Optional<HealthVerdict> before) {
        var now = readings.now(alive).keySet();
        Set<ScrapedServer> missing = readings.missing(alive);
        if (!missing.isEmpty()) {
            return new HealthVerdict(
                    Condition.UNFIT, alive + " is gone of " + missing + ", which had it before");
        }
        if (!now.isEmpty()) {
            return new HealthVerdict(
                    Condition.FIT,
                    "seen: " + now.stream().map(ScrapedServer::toString).collect(joining(", ")));
        }
        boolean wasThere =
                !readings.of(alive).mostBefore().isEmpty()
                        || before.map(it -> it.condition() != Condition.UNKNOWN).orElse(false);
        return wasThere
                ? new HealthVerdict(
                        Condition.UNFIT, alive + " has no series now, and had some before")
                : new HealthVerdict(
                        Condition.UNKNOWN,
                        alive + " has no series and had none before; is it scraped?");
    }

    private Map<ScrapedServer, Double> values(HealthRule rule, Optional<HealthVerdict> before) {
        var values =
                switch (rule.reading()) {
                    case NOW, SHARE_OF_BEFORE -> readings.now(rule.series());
                    case PER_SECOND ->
                            readings.of(rule.series()).perSecond(readings.at().toEpochMilli());
                };
        var parts = rule.of().map(readings::now);
        if (rule.over() == Over.REGION) {
            values = together(values);
            parts = parts.map(HealthCheck::together);
        }
        if (parts.isPresent()) {
            return divided(values, parts.get());
        }
        return rule.reading() == Reading.SHARE_OF_BEFORE
                ? divided(values, references(rule, before))
                : values;
    }

    private static Map<ScrapedServer, Double> together(Map<ScrapedServer, Double> values) {
        return values.isEmpty()
                ? Map.of()
                : Map.of(TOGETHER, values.values().stream().mapToDouble(it -> it).sum());
    }

    /** Where there is nothing to divide by there is nothing to judge; it counts as a whole. */
    private static Map<ScrapedServer, Double> divided(
            Map<ScrapedServer, Double> values, Map<ScrapedServer, Double> by) {
        var shares = new TreeMap<ScrapedServer, Double>();
        values.forEach((server, value) -> {
            Double whole = by.get(server);
            if (whole != null) {
                shares.put(server, whole > 0 ? value / whole : Double.NaN);
            }
        });
        return shares;
    }

    /** While it is unfit the share is still of what there was when it became so. */
    private Map<ScrapedServer, Double> references(HealthRule rule, Optional<HealthVerdict> before) {
        var found = readings.of(rule.series());
        double kept =
                before.filter(it -> it.condition() != Condition.FIT)
                        .map(HealthVerdict::reference)
                        .orElse(0.0);
        var references = new TreeMap<ScrapedServer, Double>();
        if (rule.over() == Over.REGION) {
            references.put(TOGETHER, Math.max(kept, found.mostTogether().orElse(0)));
        } else {
            found.mostBefore()
                    .forEach((server, most) -> references.put(server, Math.max(kept, most)));
        }
        return references;
    }

    private static Map.Entry<ScrapedServer, Double> worst(
            HealthRule rule, Map<ScrapedServer, Double> values) {
        boolean above = rule.limits().side() == Side.ABOVE;
        double none = above ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        Map.Entry<ScrapedServer, Double> worst = null;
        for (var entry : values.entrySet()) {
            double value = entry.getValue().isNaN() ? none : entry.getValue();
            if (worst == null || (above ? value > worst.getValue() : value < worst.getValue())) {
                worst = Map.entry(entry.getKey(), value);
            }
        }
        if (worst == null) {
            throw new IllegalArgumentException("there are no values; there must be one");
        }
        return worst;
    }

    private HealthVerdict ofValue(
            HealthRule rule,
            Map.Entry<ScrapedServer, Double> worst,
            Optional<HealthVerdict> before) {
        double value = worst.getValue();
        if (Double.isInfinite(value)) {
            return new HealthVerdict(Condition.FIT, "no limit is set, so nothing is near it");
        }
        var limits = rule.limits();
        boolean wasUnfit = before.map(it -> it.condition() == Condition.UNFIT).orElse(false);
        boolean unfit = limits.isUnfit(value) || (wasUnfit && !limits.isFit(value));
        String text =
                "%s%s %s is %s, %s %s %s"
                        .formatted(
                                unfit ? rule.tells() + " " : "",
                                worst.getKey(),
                                rule.name(),
                                shown(value),
                                limits.side() == Side.ABOVE ? "above" : "below",
                                shown(limits.unfit()),
                                "is unfit");
        double reference =
                rule.reading() == Reading.SHARE_OF_BEFORE
                        ? references(rule, before).getOrDefault(worst.getKey(), 0.0)
                        : 0;
        return new HealthVerdict(unfit ? Condition.UNFIT : Condition.FIT, text, reference);
    }

    private HealthVerdict withoutValues(HealthRule rule, Optional<HealthVerdict> before) {
        boolean isAlive = !readings.now(alive).isEmpty();
        if (rule.lazy() && isAlive) {
            return new HealthVerdict(Condition.FIT, "nothing of it: " + rule.series());
        }
        boolean hadSome =
                !readings.of(rule.series()).mostBefore().isEmpty()
                        || before.map(it -> it.condition() != Condition.UNKNOWN).orElse(false);
        if (hadSome && !rule.lazy()) {
            return new HealthVerdict(
                    absent(rule),
                    rule.series() + " has no series now, and had some before",
                    before.map(HealthVerdict::reference).orElse(0.0));
        }
        return new HealthVerdict(
                Condition.UNKNOWN,
                isAlive
                        ? rule.series()
                                + " is not exported by this version; leave it out with !"
                                + rule.name()
                        : alive + " has no series; is it scraped?");
    }

    private static Condition absent(HealthRule rule) {
        return rule.absent() == Absent.UNFIT ? Condition.UNFIT : Condition.UNKNOWN;
    }

    private static String shown(double value) {
        return new BigDecimal(value).round(new MathContext(3)).stripTrailingZeros().toPlainString();
    }
}
