package io.portcullis.kernel.analysis.attribution;

import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.analysis.finding.TouchedFinding;
import io.portcullis.kernel.analysis.finding.UnhealthyPlace;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.statistics.FalseDiscovery;
import io.portcullis.kernel.evidence.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Says what a look found of touched and untouched places. */
final class AttributionReport {

    private static final double FALSE_DISCOVERY_RATE = 0.1;

    private final AnalysisPlan plan;
    private final TouchedFamily family;
    private final TouchedTest test;
    private final PlaceHealth health;
    private final double[] weights;

    AttributionReport(
            AnalysisPlan plan, TouchedFamily family, TouchedTest test, PlaceHealth health) {
        this.plan = plan;
        this.family = family;
        this.test = test;
        this.health = health;
        weights = family.weights();
    }

    Attribution of(int stage, boolean[] preExisting, int[] touchedSince) {
        SortedSet<Region> touchedRegions =
                stage == 0
                        ? new TreeSet<>()
                        : new TreeSet<>(plan.stage(stage).canaryShares().keySet());
        var untouchedRegions = new TreeSet<>(plan.regions());
        untouchedRegions.removeAll(touchedRegions);
        List<Integer> named = named();
        var touched = new ArrayList<TouchedFinding>();
        for (int stream = 0; stream < weights.length; stream++) {
            if (test.sides().isLive(stream)) {
                touched.add(
                        finding(
                                stream,
                                isPreExisting(stream, preExisting),
                                touchedSince[stream],
                                named.contains(stream)));
            }
        }
        return new Attribution(
                test.logTotal(),
                test.fail().logThreshold(),
                touchedRegions,
                untouchedRegions,
                touched,
                unhealthy(stage));
    }

    /** Bad already: the stream itself, or one it shares places with. */
    private boolean isPreExisting(int stream, boolean[] preExisting) {
        TouchedKey key = family.keys().get(stream);
        return IntStream.range(0, weights.length)
                .filter(it -> preExisting[it])
                .mapToObj(it -> family.keys().get(it))
                .filter(it -> it.signal().equals(key.signal()))
                .anyMatch(it -> it.equals(key) || it.region().isEmpty() || key.region().isEmpty());
    }

    /** The regions named by e-BH, or, if none, what carries most of the evidence. */
    private List<Integer> named() {
        int[] live = IntStream.range(0, weights.length).filter(test.sides()::isLive).toArray();
        int[] regions =
                IntStream.of(live)
                        .filter(it -> family.keys().get(it).region().isPresent())
                        .toArray();
        double[] logValues = IntStream.of(regions).mapToDouble(test.fail()::logGroup).toArray();
        List<Integer> found =
                FalseDiscovery.named(logValues, FALSE_DISCOVERY_RATE).stream()
                        .map(it -> regions[it])
                        .toList();
        if (!found.isEmpty()) {
            return found;
        }
        return IntStream.of(live)
                .boxed()
                .max((a, b) -> Double.compare(logPart(a), logPart(b)))
                .stream()
                .toList();
    }

    private double logPart(int stream) {
        return Math.log(weights[stream]) + test.fail().logGroup(stream);
    }

    private TouchedFinding finding(
            int stream, boolean preExisting, int touchedSince, boolean named) {
        TouchedKey key = family.keys().get(stream);
        Balance balance = test.balance();
        int bad = test.fail().firstBadLook(stream);
        return new TouchedFinding(
                key.signal(),
                key.region(),
                comparison(stream),
                test.daysKnown(stream),
                balance.touched(stream),
                balance.touchedExpected(stream),
                balance.other(stream),
                balance.otherExpected(stream),
                test.tolerance(stream),
                weights[stream],
                test.fail().logGroup(stream),
                Math.exp(logPart(stream) - test.logTotal()),
                bad == 0 ? OptionalInt.empty() : OptionalInt.of(Math.max(bad, touchedSince)),
                preExisting,
                named);
    }

    private Comparison comparison(int stream) {
        if (test.sides().hasUntouched(stream)) {
            return Comparison.UNTOUCHED;
        }
        return test.daysKnown(stream) > 0 ? Comparison.EARLIER_DAYS : Comparison.NOTHING;
    }

    /** Before the first stage everything is untouched. */
    private List<UnhealthyPlace> unhealthy(int stage) {
        var unhealthy = new ArrayList<UnhealthyPlace>();
        for (int stream = 0; stream < weights.length; stream++) {
            if (family.keys().get(stream).region().isEmpty()) {
                int[] untouched =
                        stage == 0
                                ? family.places(family.keys().get(stream))
                                : test.sides().untouched()[stream];
                unhealthy.addAll(health.unhealthy(untouched));
            }
        }
        return unhealthy;
    }
}
