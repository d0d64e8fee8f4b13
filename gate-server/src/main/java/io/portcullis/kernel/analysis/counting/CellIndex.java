package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.StageScope;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Positions of all cells a plan counts, so that a look's evidence is searched once. A cell is found by
 * its few names, each in a small table, and not in one table of all cells: evidence brings names that
 * are objects of its own, and comparing whole cells was most of a look. Immutable.
 */
public final class CellIndex {

    private static final int NONE = -1;
    private static final int ARMS = Arm.values().length;

    private final Map<SignalName, Integer> signals = new HashMap<>();
    private final Map<Region, Integer> regions = new HashMap<>();
    private final int[] ofRegions;
    private final int[] ofLinks;
    private int size;

    public CellIndex(AnalysisPlan plan) {
        plan.signals().forEach(it -> signals.put(it.signal(), signals.size()));
        plan.regions().forEach(it -> regions.put(it, regions.size()));
        ofRegions = new int[signals.size() * regions.size()];
        ofLinks = new int[signals.size() * regions.size() * regions.size()];
        Arrays.fill(ofRegions, NONE);
        Arrays.fill(ofLinks, NONE);
        for (StreamKey place : StageScope.places(plan).streams()) {
            int signal = signals.getOrDefault(place.signal(), NONE);
            switch (place.place()) {
                case Region region -> {
                    ofRegions[inRegion(signal, number(region))] = size;
                    size += ARMS;
                }
                case Link(Region source, Region destination) -> {
                    ofLinks[onLink(signal, number(source), number(destination))] = size;
                    size += ARMS * ARMS;
                }
            }
        }
    }

    /** How many cells there are; also the position of one that is always empty. */
    public int size() {
        return size;
    }

    /** Position of a cell; -1 for one the plan does not count. */
    int position(Cell cell) {
        Integer signal = signals.get(cell.signal());
        if (signal == null) {
            return NONE;
        }
        return switch (cell) {
            case Cell.InRegion(_, Region region, Arm arm) -> {
                int number = number(region);
                int first = number < 0 ? NONE : ofRegions[inRegion(signal, number)];
                yield first < 0 ? NONE : first + number(arm);
            }
            case Cell.OnLink(_, Link link, Arm sourceArm, Arm destinationArm) -> {
                int source = number(link.source());
                int destination = number(link.destination());
                int first =
                        source < 0 || destination < 0
                                ? NONE
                                : ofLinks[onLink(signal, source, destination)];
                yield first < 0 ? NONE : first + number(sourceArm) * ARMS + number(destinationArm);
            }
        };
    }

    private int inRegion(int signal, int region) {
        return signal * regions.size() + region;
    }

    private int onLink(int signal, int source, int destination) {
        return (signal * regions.size() + source) * regions.size() + destination;
    }

    private int number(Region region) {
        Integer number = regions.get(region);
        return number == null ? NONE : number;
    }

    private static int number(Arm arm) {
        return switch (arm) {
            case CANARY -> 0;
            case BASELINE -> 1;
            case STABLE -> 2;
        };
    }

    /** Positions of some cells, all counted by the plan. */
    public int[] positions(List<Cell> cells) {
        return cells.stream().mapToInt(this::position).toArray();
    }
}
