package io.portcullis.wiring.configuration;

import io.portcullis.adapter.prometheus.RegionSelectors;
import io.portcullis.adapter.prometheus.Selector;
import io.portcullis.app.isolation.CapacityWatch;
import io.portcullis.app.isolation.IsolationWatch;
import io.portcullis.app.probe.ProbeDefinition;
import io.portcullis.kernel.environment.Rule;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.relay.isolation.IsolationLimits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Reads {@code portcullis.environment.isolation} and {@code capacity}. */
final class IsolationReader {

    /** Sessions that leave the only region can turn up nowhere. */
    private static final int REGIONS_MIN = 2;

    /** One or two may fail and the next are still in a row with those before. */
    private static final int LOOKS_IN_A_ROW = 3;

    private static final int PROBES_FRESH = 3;
    private static final int CAPACITY_ENTER_AFTER = 3;
    private static final int CAPACITY_LEAVE_AFTER = 6;
    private static final Duration CAPACITY_FRESH_FOR = Duration.ofMinutes(1);

    private final ConfigurationTree tree;
    private final SortedSet<Region> regions;
    private final SortedSet<Region> withMetrics;
    private final ProbeConfiguration probes;
    private final SortedMap<ServiceName, ServiceConfiguration> services;

    /**
     * @param withMetrics regions that have a metric store
     */
    IsolationReader(
            ConfigurationTree tree,
            KnownNames names,
            SortedSet<Region> withMetrics,
            ProbeConfiguration probes,
            SortedMap<ServiceName, ServiceConfiguration> services) {
        this.tree = tree;
        this.regions = new TreeSet<>(names.regions());
        this.withMetrics = withMetrics;
        this.probes = probes;
        this.services = services;
    }

    IsolationConfiguration isolation() {
        var nothing =
                new RegionSelectors(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty());
        try {
            var selectors =
                    new RegionSelectors(
                            sessions(),
                            selector(IsolationKeys.CLAIM),
                            selector(IsolationKeys.LOAD),
                            selector(IsolationKeys.ROOM));
            return new IsolationConfiguration(watch(selectors), capacity(selectors), selectors);
        } catch (IllegalArgumentException e) {
            tree.errors().add(String.valueOf(e.getMessage()));
            return new IsolationConfiguration(Optional.empty(), Optional.empty(), nothing);
        }
    }

    private Optional<IsolationWatch> watch(RegionSelectors selectors) {
        var relay = probes(IsolationKeys.RELAY_PROBES);
        var edges = probes(IsolationKeys.EDGE_PROBES);
        var ports = probes(IsolationKeys.PORT_PROBES);
        boolean isWatched =
                Stream.of(relay, edges, ports).anyMatch(it -> !it.isEmpty())
                        || !selectors.sessions().isEmpty()
                        || selectors.claim().isPresent();
        if (!isWatched) {
            return Optional.empty();
        }
        return Optional.of(
                new IsolationWatch(
                        regions,
                        relay,
                        edges,
                        ports,
                        selectors.claim().isPresent() ? withMetrics : new TreeSet<>(),
                        probes.region().orElse(null),
                        limits(),
                        tree.get(IsolationKeys.EFFECT),
                        tree.get(IsolationKeys.GONE_FOR)));
    }

    /** Slow probes are fresh for longer, and slow looks are in a row when they are further apart. */
    private IsolationLimits limits() {
        var usual = IsolationLimits.DEFAULT;
        Duration slowest =
                Stream.of(IsolationKeys.RELAY_PROBES, IsolationKeys.EDGE_PROBES)
                        .flatMap(key -> listed(key).stream())
                        .map(this::probe)
                        .map(it ->
                                it.task()
                                        .every()
                                        .multipliedBy(PROBES_FRESH)
                                        .plus(it.task().timeout()))
                        .max(Duration::compareTo)
                        .orElse(usual.pathFreshFor());
        return new IsolationLimits(
                longer(slowest, usual.pathFreshFor()),
                tree.get(IsolationKeys.FRESH_FOR),
                usual.enterLooks(),
                usual.leaveLooks(),
                longer(
                        tree.get(ConfigurationKeys.LOOK).multipliedBy(LOOKS_IN_A_ROW),
                        usual.apartMax()),
                usual.latchAfter());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Map<String, Region> probes(Key<List<String>> key) {
        var byName = new HashMap<String, Region>();
        for (String name : listed(key)) {
            var of = probe(name).regions();
            if (of.size() != 1) {
                throw new IllegalArgumentException(
                        "%s has %s, which speaks for regions %s; must be of one"
                                .formatted(key.pattern(), name, of));
            }
            byName.put(name, of.first());
        }
        return byName;
    }

    private ProbeDefinition probe(String name) {
        return probes.probes().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                IsolationKeys.ISOLATION
                                        + " names probe "
                                        + name
                                        + "; must be one of portcullis.environment.probes"));
    }

    private Optional<CapacityWatch> capacity(RegionSelectors selectors) {
        var declared = new HashMap<Region, Double>();
        for (String name : tree.namesUnder(IsolationKeys.DECLARED)) {
            var region = new Region(name);
            if (!regions.contains(region)) {
                throw new IllegalArgumentException(
                        "%s has %s; must be of %s"
                                .formatted(IsolationKeys.DECLARED, name, regions));
            }
            declared.put(region, tree.get(IsolationKeys.DECLARED_CAPACITY, name));
        }
        if (selectors.load().isEmpty()) {
            if (!declared.isEmpty() || selectors.capacity().isPresent()) {
                throw new IllegalArgumentException(
                        IsolationKeys.CAPACITY + " has no load; must be given");
            }
            return Optional.empty();
        }
        if (selectors.capacity().isEmpty() && !declared.keySet().containsAll(withMetrics)) {
            throw new IllegalArgumentException(
                    IsolationKeys.CAPACITY
                            + " needs the gauge capacity, or every region in declared: "
                            + withMetrics);
        }
        return Optional.of(
                new CapacityWatch(
                        withMetrics, declared, tree.get(IsolationKeys.LEFT_AT_MAX), rule()));
    }

    private Rule rule() {
        return new Rule(
                tree.get(IsolationKeys.CAPACITY_EFFECT),
                CAPACITY_ENTER_AFTER,
                CAPACITY_LEAVE_AFTER,
                CAPACITY_FRESH_FOR,
                1,
                tree.get(IsolationKeys.CAPACITY_GONE_FOR));
    }

    /** Those named, or else all that servers carry in any service. */
    private List<Selector> sessions() {
        var named = selector(IsolationKeys.SESSIONS);
        if (named.isPresent() || withMetrics.size() < REGIONS_MIN) {
            return named.stream().toList();
        }
        return services.values().stream()
                .flatMap(it -> it.processes().stream())
                .flatMap(it -> it.gauges().values().stream())
                .distinct()
                .map(Selector::new)
                .toList();
    }

    private Optional<Selector> selector(Key<String> key) {
        try {
            return Optional.ofNullable(tree.find(key)).map(Selector::new);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key.pattern() + ": " + e.getMessage(), e);
        }
    }

    private List<String> listed(Key<List<String>> key) {
        List<String> listed = tree.find(key);
        return listed == null ? List.of() : listed;
    }
}
