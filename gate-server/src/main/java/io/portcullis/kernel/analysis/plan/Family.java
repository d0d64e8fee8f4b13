package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.analysis.statistics.Groups;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Streams and their aggregates, in one order whatever order they were given in: first the streams,
 * each a group of one, then the sums. Aggregates never cross arm pairs: those share the old arm's
 * counts. Immutable.
 */
public final class Family {

    private static final Comparator<StreamKey> ORDER =
            Comparator.comparing(StreamKey::signal)
                    .thenComparing(key -> key.pair().map(ArmPair::ordinal).orElse(-1))
                    .thenComparing(key -> key.place().toString());

    private final List<StreamKey> streams;
    private final List<GroupKey> keys;
    private final List<SignalPlan> signals;
    private final Groups groups;
    private final Map<GroupKey, Integer> index = new HashMap<>();

    private Family(
            List<StreamKey> streams,
            Collection<Aggregate> aggregates,
            Map<SignalName, SignalPlan> plans) {
        this.streams = streams;
        var allKeys = new ArrayList<GroupKey>(streams);
        var members = new ArrayList<int[]>();
        for (int stream = 0; stream < streams.size(); stream++) {
            members.add(new int[] {stream});
        }
        for (Aggregate aggregate : aggregates) {
            allKeys.add(aggregate.key());
            members.add(aggregate.members().stream().mapToInt(Integer::intValue).toArray());
        }
        keys = List.copyOf(allKeys);
        groups = Groups.of(streams.size(), members);
        signals = keys.stream().map(key -> plans.get(key.signal())).toList();
        for (int group = 0; group < keys.size(); group++) {
            index.put(keys.get(group), group);
        }
    }

    /**
     * The family of these streams.
     *
     * @param plans one for the signal of every stream
     */
    public static Family of(Collection<SignalPlan> plans, Collection<StreamKey> streams) {
        Map<SignalName, SignalPlan> bySignal =
                plans.stream().collect(Collectors.toMap(SignalPlan::signal, plan -> plan));
        List<StreamKey> ordered = streams.stream().sorted(ORDER).toList();
        var aggregates = new LinkedHashMap<AggregateKey, Aggregate>();
        for (int stream = 0; stream < ordered.size(); stream++) {
            for (AggregateKey key : aggregatesOf(ordered.get(stream))) {
                aggregates
                        .computeIfAbsent(key, it -> new Aggregate(it, new ArrayList<>()))
                        .members()
                        .add(stream);
            }
        }
        return new Family(ordered, aggregates.values(), bySignal);
    }

    /** The aggregates a stream belongs to: those that can cover it, nearest first. */
    public static List<AggregateKey> aggregatesOf(StreamKey stream) {
        return switch (stream.place()) {
            case Region _ -> List.of(aggregate(stream, Level.ALL_REGIONS, Optional.empty()));
            case Link link ->
                    List.of(
                            aggregate(stream, Level.SOURCE, Optional.of(link.source())),
                            aggregate(stream, Level.DESTINATION, Optional.of(link.destination())),
                            aggregate(stream, Level.ALL_LINKS, Optional.empty()));
        };
    }

    private static AggregateKey aggregate(StreamKey stream, Level level, Optional<Region> region) {
        return new AggregateKey(stream.signal(), level, region, stream.pair());
    }

    public List<StreamKey> streams() {
        return streams;
    }

    /** Keys of all groups; those of the streams come first. */
    public List<GroupKey> keys() {
        return keys;
    }

    public Groups groups() {
        return groups;
    }

    /** The plan of a group's signal. */
    public SignalPlan signal(int group) {
        return signals.get(group);
    }

    /** Position of a group; -1 when it does not belong to the family. */
    public int indexOf(GroupKey key) {
        return index.getOrDefault(key, -1);
    }

    /** rho_0 per stream. */
    public double[] tolerances() {
        return IntStream.range(0, streams.size())
                .mapToDouble(stream -> signal(stream).toleranceRatio())
                .toArray();
    }

    /**
     * v_g, each group's part of the error budget (analysis 2.5): signal's share x level's share x
     * pair's share / groups of that signal, level and pair. What has no stream is left out and the
     * rest renormalised; the sum is 1.
     */
    public double[] weights() {
        double signalTotal = signals.stream().distinct().mapToDouble(SignalPlan::weight).sum();
        var counts = counts();
        var weights = new double[keys.size()];
        for (int group = 0; group < weights.length; group++) {
            GroupKey key = keys.get(group);
            weights[group] =
                    signal(group).weight()
                            / signalTotal
                            * shareWithinSignal(key, counts.getOrDefault(key.signal(), Map.of()));
        }
        return weights;
    }

    /** Levels, and per level arm pairs, that have a group, and how many groups each has. */
    private Map<SignalName, Map<Level, Map<Optional<ArmPair>, Long>>> counts() {
        return keys.stream()
                .collect(
                        Collectors.groupingBy(
                                GroupKey::signal,
                                Collectors.groupingBy(
                                        GroupKey::level,
                                        () -> new EnumMap<>(Level.class),
                                        Collectors.groupingBy(
                                                GroupKey::pair,
                                                LinkedHashMap::new,
                                                Collectors.counting()))));
    }

    private static double shareWithinSignal(
            GroupKey key, Map<Level, Map<Optional<ArmPair>, Long>> levels) {
        Map<Optional<ArmPair>, Long> pairs = levels.getOrDefault(key.level(), Map.of());
        double ofLevels = levels.keySet().stream().mapToDouble(Level::share).sum();
        double ofPairs = pairs.keySet().stream().mapToDouble(Family::share).sum();
        long count = pairs.getOrDefault(key.pair(), 1L);
        return key.level().share() / ofLevels * share(key.pair()) / ofPairs / count;
    }

    private static double share(Optional<ArmPair> pair) {
        return pair.map(ArmPair::share).orElse(1.0);
    }

    private record Aggregate(AggregateKey key, List<Integer> members) {}
}
