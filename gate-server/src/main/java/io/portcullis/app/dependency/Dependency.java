package io.portcullis.app.dependency;

import io.portcullis.kernel.environment.Observation;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.environment.Subject;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.health.HealthVerdict;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Something that services depend on.
 *
 * @param name for people, such as {@code task-broker}
 * @param pack as it is named in the configuration
 * @param services that depend on it; empty when all do
 * @param regions where it is
 * @param alive series that each of its servers shows all the time
 * @param rules when it is unfit; at least one
 * @param rule when that counts, and what follows of its absence
 */
public record Dependency(
        String name,
        String pack,
        SortedSet<ServiceName> services,
        SortedSet<Region> regions,
        String alive,
        List<HealthRule> rules,
        Rule rule) {

    public Dependency {
        services = Collections.unmodifiableSortedSet(new TreeSet<>(services));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException(
                    "pack " + pack + " has no rule of health; choose another");
        }
        if (regions.isEmpty()) {
            throw new IllegalArgumentException(name + " is in no region; name one");
        }
    }

    /** Every selector that is read of it. */
    Set<String> selectors() {
        var selectors = new HashSet<String>();
        selectors.add(alive);
        for (HealthRule one : rules) {
            selectors.add(one.series());
            one.of().ifPresent(selectors::add);
        }
        return selectors;
    }

    /** An observation of the subject for each service that depends on it. */
    List<Observation> said(Subject subject, Effect effect, HealthVerdict verdict, Instant at) {
        return Subject.each(
                        subject.kind(),
                        subject.name(),
                        services,
                        Optional.ofNullable(subject.place()).stream().toList())
                .stream()
                .map(it ->
                        new Observation(
                                it,
                                rule(effect),
                                verdict.condition(),
                                "metrics of " + subject.place(),
                                at,
                                verdict.text()))
                .toList();
    }

    private Rule rule(Effect effect) {
        return new Rule(
                effect,
                rule.enterAfter(),
                rule.leaveAfter(),
                rule.freshFor(),
                rule.quorumRatio(),
                rule.goneFor());
    }
}
