package io.portcullis.kernel.evidence.distribution;

import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Gap;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.SignalDefinition;
import io.portcullis.kernel.evidence.SignalDefinition.Proof;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The edges by which a rollout judges its histograms and levels, fixed before it starts (analysis 1):
 * turns counts of buckets into counts of what is beyond each edge.
 *
 * @param all at most three of a signal
 */
public record Edges(List<Edge> all) {

    /** Nothing is chosen yet. */
    public static final Edges NONE = new Edges(List.of());

    public Edges {
        all = List.copyOf(all);
    }

    /** Those of one measured signal. */
    public List<Edge> of(SignalName signal) {
        return all.stream().filter(edge -> edge.signal().base().equals(signal)).toList();
    }

    /** Whether every histogram and level of a service has edges. */
    public boolean isComplete(ServiceDefinition service) {
        return service.signals().stream()
                .filter(SignalDefinition::isDistributed)
                .noneMatch(signal -> of(signal.name()).isEmpty());
    }

    /** Signals that a stage has to show, and that have no edges. */
    public List<SignalName> missing(ServiceDefinition service) {
        return service.signals().stream()
                .filter(SignalDefinition::isDistributed)
                .filter(signal -> signal.proof() == Proof.REQUIRED)
                .map(SignalDefinition::name)
                .filter(name -> of(name).isEmpty())
                .toList();
    }

    /**
     * The evidence with what is beyond each edge in place of buckets. Where buckets do not part at an
     * edge its place has a gap, and nothing is counted there, in no arm.
     */
    public LookEvidence reduce(LookEvidence evidence) {
        if (all.isEmpty()) {
            return evidence;
        }
        var measured = new HashSet<SignalName>();
        all.forEach(edge -> measured.add(edge.signal().base()));
        var counts = new HashMap<Cell, Counts>();
        var buckets = new LinkedHashMap<Cell, Map<Bucket, Double>>();
        evidence.counts()
                .forEach((cell, value) -> {
                    if (measured.contains(cell.signal().base()) && isBuckets(cell.signal())) {
                        var observed = buckets.computeIfAbsent(plain(cell), _ -> new HashMap<>());
                        Bucket.in(cell.signal())
                                .ifPresent(bucket -> observed.put(bucket, value.exposure()));
                    } else {
                        counts.put(cell, value);
                    }
                });
        var gaps = new ArrayList<>(evidence.gaps());
        for (Edge edge : all) {
            var torn = new HashSet<Place>();
            var beyond = new HashMap<Cell, Counts>();
            buckets.forEach((cell, observed) -> {
                if (cell.signal().equals(edge.signal().base())) {
                    edge.count(cell.place(), observed)
                            .ifPresentOrElse(
                                    value -> beyond.put(named(cell, edge.signal()), value),
                                    () -> torn.add(cell.place()));
                }
            });
            beyond.keySet().removeIf(cell -> torn.contains(cell.place()));
            counts.putAll(beyond);
            torn.forEach(place -> gaps.add(gap(edge, place)));
        }
        return new LookEvidence(evidence.at(), counts, gaps, evidence.unknownArms());
    }

    /** All of them reduced. */
    public List<LookEvidence> reduce(List<LookEvidence> looks) {
        return looks.stream().map(this::reduce).toList();
    }

    private static Gap gap(Edge edge, Place place) {
        Region region =
                switch (place) {
                    case Region own -> own;
                    case Link link -> link.destination();
                };
        return new Gap(
                region,
                edge.signal().base(),
                Gap.Cause.PARTIAL,
                "buckets of %s at %s do not part at %s, by which it is judged"
                        .formatted(edge.signal().base(), place, edge.at(place)));
    }

    /** What was observed of a signal before, all looks together: old arms alone, by place. */
    static Map<Place, Map<Bucket, Double>> observed(SignalName signal, List<LookEvidence> looks) {
        var observed = new HashMap<Place, Map<Bucket, Double>>();
        for (LookEvidence look : looks) {
            look.counts()
                    .forEach((cell, value) -> {
                        if (cell.signal().base().equals(signal) && isOld(cell)) {
                            Bucket.in(cell.signal())
                                    .ifPresent(bucket ->
                                            observed.computeIfAbsent(
                                                            cell.place(), _ -> new HashMap<>())
                                                    .merge(bucket, value.exposure(), Double::sum));
                        }
                    });
        }
        return observed;
    }

    private static boolean isOld(Cell cell) {
        return switch (cell) {
            case Cell.InRegion in -> in.arm().side() == Side.OLD;
            case Cell.OnLink on ->
                    on.sourceArm().side() == Side.OLD && on.destinationArm().side() == Side.OLD;
        };
    }

    private static boolean isBuckets(SignalName signal) {
        return signal.part().equals(Bucket.ALL) || Bucket.in(signal).isPresent();
    }

    private static Cell plain(Cell cell) {
        return named(cell, cell.signal().base());
    }

    private static Cell named(Cell cell, SignalName signal) {
        return switch (cell) {
            case Cell.InRegion(_, var region, var arm) -> new Cell.InRegion(signal, region, arm);
            case Cell.OnLink(_, var link, var source, var destination) ->
                    new Cell.OnLink(signal, link, source, destination);
        };
    }
}
