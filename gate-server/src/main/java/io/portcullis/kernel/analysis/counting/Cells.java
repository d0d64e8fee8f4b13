package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.analysis.statistics.Window;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which cells make up the two sides of a stream (semantics 2), found once. The end of a link that is
 * not compared may run either old arm; the compared one runs the comparison arm, never both pooled.
 */
public final class Cells {

    private static final List<Arm> OLD_ARMS = List.of(Arm.BASELINE, Arm.STABLE);

    private final Region countedIn;
    private final List<Cell> canary;
    private final Map<Arm, List<Cell>> old = new EnumMap<>(Arm.class);

    /** Cells of a stream of the release comparator. */
    public Cells(StreamKey stream) {
        countedIn = countedIn(stream.place());
        canary = canary(stream);
        for (Arm arm : OLD_ARMS) {
            old.put(arm, comparison(stream, arm));
        }
    }

    /** What a look says of the canary. */
    public Counts canary(LookEvidence evidence) {
        return sum(canary, evidence);
    }

    /** What a look says of a comparison arm. */
    public Counts old(Arm arm, LookEvidence evidence) {
        return sum(old.getOrDefault(arm, List.of()), evidence);
    }

    /**
     * Both sides of a look; empty when the region that counts has a gap and one side is not there:
     * both arms, or the look is missing for the stream. Without a gap an absent cell saw no traffic.
     */
    public Optional<Window> window(Arm arm, LookEvidence evidence, Set<Region> silent) {
        List<Cell> compared = old.getOrDefault(arm, List.of());
        if (silent.contains(countedIn) && !(seen(canary, evidence) && seen(compared, evidence))) {
            return Optional.empty();
        }
        Counts left = sum(canary, evidence);
        Counts right = sum(compared, evidence);
        return Optional.of(
                new Window(left.exposure(), left.events(), right.exposure(), right.events()));
    }

    /** Every cell of a signal at a place. */
    public static List<Cell> all(SignalName signal, Place place) {
        return switch (place) {
            case Region region -> inRegion(signal, region, List.of(Arm.values()));
            case Link link -> onLink(signal, link, List.of(Arm.values()), List.of(Arm.values()));
        };
    }

    /** The cells that only the old version took part in. */
    public static List<Cell> old(SignalName signal, Place place) {
        return switch (place) {
            case Region region -> inRegion(signal, region, OLD_ARMS);
            case Link link -> onLink(signal, link, OLD_ARMS, OLD_ARMS);
        };
    }

    /** The cells that the new version took part in. */
    public static List<Cell> withCanary(SignalName signal, Place place) {
        List<Cell> old = old(signal, place);
        return all(signal, place).stream().filter(cell -> !old.contains(cell)).toList();
    }

    /** The cells of a stream that the canary took part in. */
    public static List<Cell> canary(StreamKey stream) {
        return side(stream, List.of(Arm.CANARY));
    }

    static List<Cell> comparison(StreamKey stream, Arm arm) {
        return side(stream, List.of(arm));
    }

    private static List<Cell> side(StreamKey stream, List<Arm> compared) {
        SignalName signal = stream.signal();
        return switch (stream.place()) {
            case Region region -> inRegion(signal, region, compared);
            case Link link ->
                    switch (stream.pair().orElseThrow()) {
                        case NEW_OLD -> onLink(signal, link, compared, OLD_ARMS);
                        case OLD_NEW -> onLink(signal, link, OLD_ARMS, compared);
                        case NEW_NEW -> onLink(signal, link, compared, compared);
                    };
        };
    }

    /** Sum over cells in their order, so that the same evidence gives the same bits. */
    public static Counts sum(List<Cell> cells, LookEvidence evidence) {
        double exposure = 0;
        long events = 0;
        for (Cell cell : cells) {
            Counts counts = evidence.counts(cell);
            exposure += counts.exposure();
            events += counts.events();
        }
        return new Counts(exposure, events);
    }

    private static boolean seen(List<Cell> cells, LookEvidence evidence) {
        return cells.stream().anyMatch(evidence.counts()::containsKey);
    }

    static Region countedIn(Place place) {
        return switch (place) {
            case Region region -> region;
            case Link link -> link.destination();
        };
    }

    private static List<Cell> inRegion(SignalName signal, Region region, List<Arm> arms) {
        return arms.stream().<Cell>map(arm -> new Cell.InRegion(signal, region, arm)).toList();
    }

    private static List<Cell> onLink(
            SignalName signal, Link link, List<Arm> sources, List<Arm> destinations) {
        var cells = new ArrayList<Cell>();
        for (Arm source : sources) {
            for (Arm destination : destinations) {
                cells.add(new Cell.OnLink(signal, link, source, destination));
            }
        }
        return List.copyOf(cells);
    }
}
