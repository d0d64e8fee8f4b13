package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether the others can carry what a region carries when it is lost (N-1): all of its load on top of
 * theirs, against all they can carry. What of it goes where nobody knows beforehand, so that more than
 * this may be needed, but never less.
 *
 * @param lost the region
 * @param takers those that take over
 * @param ratio of what takers would carry to what they can; NaN when it cannot be told
 * @param missing regions whose load or capacity is not known
 * @param text with the numbers
 */
public record Headroom(
        Region lost,
        SortedSet<Region> takers,
        double ratio,
        SortedSet<Region> missing,
        String text) {

    private static final double PERCENT = 100;

    public Headroom {
        takers = Collections.unmodifiableSortedSet(new TreeSet<>(takers));
        missing = Collections.unmodifiableSortedSet(new TreeSet<>(missing));
    }

    /** Whether it can be told, and is enough. */
    public enum Room {
        ENOUGH,
        TOO_LITTLE,
        UNKNOWN
    }

    /**
     * What a region carries and can carry, in the same unit.
     *
     * @param load NaN when it is not known
     * @param capacity NaN when it is not known
     */
    public record Carried(double load, double capacity) {}

    /**
     * @param takers regions that take over; those not listed in {@code all} are missing
     */
    public static Headroom without(
            Region lost, SortedSet<Region> takers, SortedMap<Region, Carried> all) {
        var missing = new TreeSet<Region>();
        double load = of(lost, all, missing).load();
        if (Double.isNaN(load)) {
            missing.add(lost);
        }
        double lostLoad = load;
        double capacity = 0;
        for (Region taker : takers) {
            var carried = of(taker, all, missing);
            if (Double.isNaN(carried.load()) || !(carried.capacity() >= 0)) {
                missing.add(taker);
            }
            load += carried.load();
            capacity += carried.capacity();
        }
        boolean isTold = missing.isEmpty() && !takers.isEmpty();
        double ratio = isTold ? ratio(load, capacity) : Double.NaN;
        String text =
                isTold
                        ? text(lost, takers, new double[] {ratio, lostLoad, load, capacity})
                        : "Whether losing %s can be borne is not known: %s."
                                .formatted(lost, why(takers, missing));
        return new Headroom(lost, takers, ratio, missing, text);
    }

    /**
     * @param ratioMax of what takers can carry that they may be left at
     */
    public Room room(double ratioMax) {
        if (Double.isNaN(ratio)) {
            return Room.UNKNOWN;
        }
        return ratio <= ratioMax ? Room.ENOUGH : Room.TOO_LITTLE;
    }

    private static Carried of(
            Region region, SortedMap<Region, Carried> all, SortedSet<Region> missing) {
        var carried = all.get(region);
        if (carried == null) {
            missing.add(region);
            return new Carried(Double.NaN, Double.NaN);
        }
        return carried;
    }

    /** Nothing to carry fits into nothing. */
    private static double ratio(double load, double capacity) {
        return load == 0 ? 0 : load / capacity;
    }

    private static String text(Region lost, SortedSet<Region> takers, double[] numbers) {
        return String.format(
                Locale.ROOT,
                "Losing %s leaves %s at %.0f %% of what %s: its %s on top of %s, with room for"
                        + " %s.",
                lost,
                names(takers),
                PERCENT * numbers[0],
                takers.size() == 1 ? "it can carry" : "they can carry",
                number(numbers[1]),
                number(numbers[2] - numbers[1]),
                number(numbers[3]));
    }

    private static String why(SortedSet<Region> takers, SortedSet<Region> missing) {
        return takers.isEmpty()
                ? "no other region takes over"
                : "load or capacity of " + names(missing) + " is missing";
    }

    private static String names(SortedSet<Region> regions) {
        return regions.stream().map(Region::name).collect(Collectors.joining(", "));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
