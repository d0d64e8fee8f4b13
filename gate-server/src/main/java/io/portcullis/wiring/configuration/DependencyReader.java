package io.portcullis.wiring.configuration;

import io.portcullis.adapter.pack.PackFiles;
import io.portcullis.app.dependency.Dependency;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.environment.Rule.Effect;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.pack.HealthRule;
import io.portcullis.kernel.pack.Pack;
import io.portcullis.kernel.pack.PackUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;

/** Reads {@code portcullis.environment.dependencies}. */
final class DependencyReader {

    private static final String DEPENDENCIES = "portcullis.environment.dependencies";
    private static final int DEPENDENCIES_MAX = 100;

    /** With looks of more than some seconds, three of them are the longer time. */
    private static final Duration FRESH_FOR = Duration.ofSeconds(5);

    /** Each region's metrics speak for that region alone. */
    private static final double QUORUM_RATIO = 1;

    private final ConfigurationTree tree;
    private final KnownNames names;
    private final SortedSet<Region> withMetrics;

    /**
     * @param withMetrics regions whose metrics can be asked
     */
    DependencyReader(ConfigurationTree tree, KnownNames names, SortedSet<Region> withMetrics) {
        this.tree = tree;
        this.names = names;
        this.withMetrics = withMetrics;
    }

    DependencyConfiguration dependencies() {
        var dependencies = new ArrayList<Dependency>();
        var names = new HashSet<String>();
        for (String index : tree.namesUnder(DEPENDENCIES)) {
            try {
                var dependency = dependency(index);
                if (!names.add(dependency.name())) {
                    throw new IllegalArgumentException("another is named " + dependency.name());
                }
                dependencies.add(dependency);
            } catch (IllegalArgumentException e) {
                tree.errors().add(DEPENDENCIES + "[" + index + "]: " + e.getMessage());
            }
        }
        if (dependencies.size() > DEPENDENCIES_MAX) {
            tree.errors().add(DEPENDENCIES + " has more than " + DEPENDENCIES_MAX + " entries");
        }
        return new DependencyConfiguration(dependencies);
    }

    private Dependency dependency(String index) {
        var use = PackUse.of(given(DependencyKeys.PACK, index));
        Pack pack = PackExpansion.pack(PackFiles.packs(), use);
        SortedSet<Region> regions = names.regions(tree.find(DependencyKeys.REGIONS, index));
        if (!withMetrics.containsAll(regions)) {
            throw new IllegalArgumentException(
                    "regions has %s; must be of those with metrics, %s"
                            .formatted(regions, withMetrics));
        }
        return new Dependency(
                given(DependencyKeys.NAME, index),
                given(DependencyKeys.PACK, index),
                names.services(tree.find(DependencyKeys.SERVICES, index)),
                regions.isEmpty() ? withMetrics : regions,
                use.narrow(pack.alive().orElse("")),
                rules(use, pack, index),
                rule(index));
    }

    private List<HealthRule> rules(PackUse use, Pack pack, String index) {
        var limits = limits(index);
        var rules = new ArrayList<HealthRule>();
        for (HealthRule one : use.health(pack)) {
            Double limit = limits.remove(one.name());
            var narrowed = one.narrowed(use::narrow, effect(one, index));
            rules.add(limit == null ? narrowed : narrowed.with(one.limits().at(limit)));
        }
        if (!limits.isEmpty()) {
            throw new IllegalArgumentException(
                    "limits has %s; may have %s"
                            .formatted(
                                    limits.keySet(),
                                    rules.stream().map(HealthRule::name).toList()));
        }
        return rules;
    }

    private Effect effect(HealthRule rule, String index) {
        Effect given = tree.get(DependencyKeys.EFFECT, index);
        boolean holds = rule.effect().compareTo(Effect.HOLD) >= 0;
        return holds || given.compareTo(rule.effect()) < 0 ? given : rule.effect();
    }

    private Map<String, Double> limits(String index) {
        var limits = new TreeMap<String, Double>();
        for (String name : tree.namesUnder(DEPENDENCIES + "." + index + ".limits")) {
            Double limit = tree.find(DependencyKeys.LIMIT, index, name);
            if (limit != null) {
                limits.put(name, limit);
            }
        }
        return limits;
    }

    private Rule rule(String index) {
        return new Rule(
                tree.get(DependencyKeys.EFFECT, index),
                tree.get(DependencyKeys.ENTER_AFTER, index),
                tree.get(DependencyKeys.LEAVE_AFTER, index),
                FRESH_FOR,
                QUORUM_RATIO,
                tree.get(DependencyKeys.GONE_FOR, index));
    }

    private String given(Key<String> key, String index) {
        String text = tree.find(key, index);
        if (text == null) {
            throw new IllegalArgumentException(
                    key.segments().getLast() + " is missing; must be given");
        }
        return text;
    }
}
