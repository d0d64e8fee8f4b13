package io.portcullis.kernel.analysis.attribution;

import static java.util.stream.Collectors.toMap;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * The streams of the second comparator, fixed over the whole plan (analysis 2.8). Of a signal's part
 * of the error budget half is for all touched places together, the other half is shared evenly by
 * the regions ever touched. The weights sum to 1. Immutable.
 */
final class TouchedFamily {

    private static final double TOGETHER_SHARE = 0.5;

    private final Family places;
    private final List<TouchedKey> keys;
    private final double[] weights;
    private final Map<SignalName, SignalPlan> plans;

    private TouchedFamily(
            AnalysisPlan plan, Family places, List<TouchedKey> keys, double[] weights) {
        plans = plan.signals().stream().collect(toMap(SignalPlan::signal, it -> it));
        this.places = places;
        this.keys = List.copyOf(keys);
        this.weights = weights;
    }

    static TouchedFamily of(AnalysisPlan plan) {
        Family places = StageScope.places(plan);
        var keys = new ArrayList<TouchedKey>();
        var weights = new ArrayList<Double>();
        List<SignalPlan> judged =
                plan.signals().stream()
                        .filter(it -> !touched(plan, places, it).isEmpty())
                        .sorted(Comparator.comparing(SignalPlan::signal))
                        .toList();
        double total = judged.stream().mapToDouble(SignalPlan::weight).sum();
        for (SignalPlan signal : judged) {
            SortedSet<Region> regions = touched(plan, places, signal);
            double share = signal.weight() / total;
            keys.add(new TouchedKey(signal.signal(), Optional.empty()));
            weights.add(share * TOGETHER_SHARE);
            for (Region region : regions) {
                keys.add(new TouchedKey(signal.signal(), Optional.of(region)));
                weights.add(share * (1 - TOGETHER_SHARE) / regions.size());
            }
        }
        return new TouchedFamily(
                plan, places, keys, weights.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Regions ever touched in which, or on a link of which, the signal is counted. */
    private static SortedSet<Region> touched(AnalysisPlan plan, Family places, SignalPlan signal) {
        var touched = new TreeSet<Region>();
        for (StagePlan stage : plan.stages()) {
            for (Region region : stage.canaryShares().keySet()) {
                var key = new TouchedKey(signal.signal(), Optional.of(region));
                if (places.streams().stream()
                        .filter(it -> it.signal().equals(signal.signal()))
                        .anyMatch(it -> key.spans(it.place()))) {
                    touched.add(region);
                }
            }
        }
        return touched;
    }

    /** Every signal at every place, all arms together. */
    Family places() {
        return places;
    }

    /** By signal, all touched places first. */
    List<TouchedKey> keys() {
        return keys;
    }

    /** Streams of which fewer events are worse. */
    boolean[] exchanged() {
        var exchanged = new boolean[keys.size()];
        for (int stream = 0; stream < exchanged.length; stream++) {
            exchanged[stream] = signal(keys.get(stream).signal()).worse() == SignalPlan.Worse.FEWER;
        }
        return exchanged;
    }

    private SignalPlan signal(SignalName name) {
        return Objects.requireNonNull(plans.get(name));
    }

    double[] weights() {
        return weights.clone();
    }

    /** Which places of each stream a stage touches, and which of its signal it does not. */
    Sides sides(StagePlan stage) {
        var touched = new ArrayList<int[]>();
        var untouched = new ArrayList<int[]>();
        for (TouchedKey key : keys) {
            int[] others = places(stage, new TouchedKey(key.signal(), Optional.empty()), false);
            boolean compared = key.region().isEmpty() || others.length > 0;
            boolean holds = key.region().stream().allMatch(it -> stage.canaryShare(it) > 0);
            touched.add(compared && holds ? places(stage, key, true) : new int[0]);
            untouched.add(others);
        }
        return new Sides(touched.toArray(int[][]::new), untouched.toArray(int[][]::new));
    }

    private int[] places(StagePlan stage, TouchedKey key, boolean touched) {
        return IntStream.of(places(key))
                .filter(it -> isTouched(stage, places.streams().get(it).place()) == touched)
                .toArray();
    }

    /** Every place a key spans, touched or not. */
    int[] places(TouchedKey key) {
        return IntStream.range(0, places.streams().size())
                .filter(it -> places.streams().get(it).signal().equals(key.signal()))
                .filter(it -> key.spans(places.streams().get(it).place()))
                .toArray();
    }

    /** A link is touched if an end is. */
    private static boolean isTouched(StagePlan stage, Place place) {
        return switch (place) {
            case Region region -> stage.canaryShare(region) > 0;
            case Link(var source, var destination) ->
                    stage.canaryShare(source) > 0 || stage.canaryShare(destination) > 0;
        };
    }

    /** Positions of the places of each signal. */
    int[][] signals() {
        return places.streams().stream()
                .map(StreamKey::signal)
                .distinct()
                .map(signal ->
                        IntStream.range(0, places.streams().size())
                                .filter(it -> places.streams().get(it).signal().equals(signal))
                                .toArray())
                .toArray(int[][]::new);
    }
}
