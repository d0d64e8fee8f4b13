package io.portcullis.kernel.evidence.distribution;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Worse;
import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.distribution.Edge.OfPlace;
import io.portcullis.kernel.evidence.distribution.Edge.Side;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Chooses edges from the looks before a rollout, and from nothing else: the same looks give the same
 * edges, whoever asks. Latency: of the edges at which all buckets part, the three next to p50, p90
 * and p99 of all places together, told apart by the log of the share above them. Levels: at each
 * place the smallest bound that at most 5 % of the old version's servers were above, or below which
 * at most 5 % were where low is bad.
 */
public final class EdgeChoice {

    private static final double[] SHARES_ABOVE = {0.5, 0.1, 0.01};

    /** Beyond q95 of a level. */
    private static final double SHARE_BEYOND = 0.05;

    private EdgeChoice() {}

    /** Edges of every signal of which something was observed. */
    public static Edges of(ServiceDefinition service, List<LookEvidence> looks) {
        var edges = new ArrayList<Edge>();
        for (SignalDefinition signal : service.signals()) {
            if (signal.isDistributed()) {
                var observed = Edges.observed(signal.name(), looks);
                var together = together(observed);
                if (together.values().stream().anyMatch(count -> count > 0)) {
                    edges.addAll(
                            switch (signal.kind()) {
                                case LATENCY -> latency(signal, together);
                                default -> List.of(level(signal, together, observed));
                            });
                }
            }
        }
        return new Edges(edges);
    }

    /**
     * These edges with those of signals that have none yet and were observed at enough looks since.
     *
     * @param looksMin looks with observations of a signal by which its edges can be chosen
     */
    public static Edges completed(
            Edges chosen, ServiceDefinition service, List<LookEvidence> looks, int looksMin) {
        var edges = new ArrayList<>(chosen.all());
        for (Edge edge : of(service, looks).all()) {
            SignalName signal = edge.signal().base();
            if (chosen.of(signal).isEmpty() && observedAt(signal, looks) >= looksMin) {
                edges.add(edge);
            }
        }
        return new Edges(edges);
    }

    private static long observedAt(SignalName signal, List<LookEvidence> looks) {
        return looks.stream()
                .filter(look ->
                        together(Edges.observed(signal, List.of(look))).values().stream()
                                .anyMatch(count -> count > 0))
                .count();
    }

    private static Map<Bucket, Double> together(Map<Place, Map<Bucket, Double>> observed) {
        var together = new HashMap<Bucket, Double>();
        observed.values()
                .forEach(one ->
                        one.forEach((bucket, count) -> together.merge(bucket, count, Double::sum)));
        return together;
    }

    private static List<Edge> latency(SignalDefinition signal, Map<Bucket, Double> observed) {
        var left = parting(observed);
        var side = signal.worse() == Worse.HIGH ? Side.ABOVE : Side.AT_MOST;
        var chosen = new TreeSet<Double>();
        for (double share : SHARES_ABOVE) {
            double wanted = Math.log(side == Side.ABOVE ? share : 1 - share);
            double best = Double.NaN;
            double distance = Double.POSITIVE_INFINITY;
            for (double edge : left) {
                double away = Math.abs(Math.log(shareAbove(edge, observed)) - wanted);
                if (away < distance) {
                    best = edge;
                    distance = away;
                }
            }
            if (!Double.isNaN(best)) {
                chosen.add(best);
                left.remove(best);
            }
        }
        return chosen.stream()
                .map(edge -> new Edge(name(signal, side, edge), side, edge, List.of()))
                .toList();
    }

    /** Finite bounds with observations at most there, that no bucket reaches across. */
    private static SortedSet<Double> parting(Map<Bucket, Double> observed) {
        var bounds = new TreeSet<Double>();
        observed.keySet().forEach(bucket -> bounds.add(bucket.upper()));
        bounds.removeIf(bound ->
                !Double.isFinite(bound)
                        || observed.keySet().stream()
                                .anyMatch(one -> one.lower() < bound && bound < one.upper())
                        || observed.entrySet().stream()
                                .noneMatch(one ->
                                        one.getValue() > 0 && one.getKey().upper() <= bound));
        return bounds;
    }

    /** Half an observation more than was seen, so that no log is of zero. */
    private static double shareAbove(double edge, Map<Bucket, Double> observed) {
        double all = 0;
        double above = 0;
        for (var one : observed.entrySet()) {
            all += one.getValue();
            above += one.getKey().lower() >= edge ? one.getValue() : 0;
        }
        return (above + 0.5) / (all + 1);
    }

    private static Edge level(
            SignalDefinition signal,
            Map<Bucket, Double> together,
            Map<Place, Map<Bucket, Double>> observed) {
        var side = signal.worse() == Worse.HIGH ? Side.ABOVE : Side.AT_MOST;
        var places =
                observed.entrySet().stream()
                        .map(one -> new OfPlace(one.getKey(), threshold(side, one.getValue())))
                        .sorted(Comparator.comparing(own -> own.place().toString()))
                        .toList();
        return new Edge(signal.name(), side, threshold(side, together), places);
    }

    private static double threshold(Side side, Map<Bucket, Double> observed) {
        double allowed =
                SHARE_BEYOND * observed.values().stream().mapToDouble(Double::doubleValue).sum();
        var bounds = new TreeSet<Double>();
        observed.keySet().forEach(bucket -> bounds.add(bound(side, bucket)));
        for (double bound : side == Side.ABOVE ? bounds : bounds.descendingSet()) {
            double beyond = 0;
            for (var one : observed.entrySet()) {
                Bucket bucket = one.getKey();
                boolean counts =
                        side == Side.ABOVE ? bucket.lower() >= bound : bucket.upper() <= bound;
                beyond += counts ? one.getValue() : 0;
            }
            if (beyond <= allowed) {
                return bound;
            }
        }
        return side == Side.ABOVE ? bounds.last() : bounds.first();
    }

    private static double bound(Side side, Bucket bucket) {
        return side == Side.ABOVE ? bucket.upper() : bucket.lower();
    }

    /** As people say it: {@code request-latency above 0.25 s}. */
    private static SignalName name(SignalDefinition signal, Side side, double edge) {
        String number =
                Math.abs(edge) >= 1e-4 && Math.abs(edge) < 1e7
                        ? trimmed(String.format(Locale.ROOT, "%.6f", edge))
                        : String.format(Locale.ROOT, "%.6e", edge);
        String unit = signal.unit().isEmpty() ? "" : " " + signal.unit();
        String word = side == Side.ABOVE ? "above " : "at most ";
        return signal.name().part(word + number + unit);
    }

    private static String trimmed(String number) {
        return number.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
