package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.analysis.finding.TouchedFinding;
import io.portcullis.kernel.evidence.Region;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reason says of touched places beside the counts of both sides, which are its numbers. It
 * travels as named values of the reason.
 *
 * @param comparison what they were compared with
 * @param touched regions with a canary
 * @param untouched regions without
 * @param touchedExpected events to be expected at the touched places at the rates of before
 * @param otherExpected the same on the other side
 * @param toleranceRatio rho_S: harm below so many times is not visible
 * @param days earlier days on the other side; 0 unless they are
 */
public record Touched(
        Comparison comparison,
        SortedSet<Region> touched,
        SortedSet<Region> untouched,
        double touchedExpected,
        double otherExpected,
        double toleranceRatio,
        int days) {

    private static final String COMPARISON = "comparedWith";
    private static final String TOUCHED = "touchedRegions";
    private static final String UNTOUCHED = "untouchedRegions";
    private static final String TOUCHED_EXPECTED = "touchedExpected";
    private static final String OTHER_EXPECTED = "otherExpected";
    private static final String TOLERANCE = "toleranceRatio";
    private static final String DAYS = "days";

    public Touched {
        touched = Collections.unmodifiableSortedSet(new TreeSet<>(touched));
        untouched = Collections.unmodifiableSortedSet(new TreeSet<>(untouched));
    }

    /** What a finding says of touched places. */
    public static Touched of(Attribution attribution, TouchedFinding finding) {
        return new Touched(
                finding.comparison(),
                attribution.touchedRegions(),
                attribution.untouchedRegions(),
                finding.touchedExpected(),
                finding.otherExpected(),
                finding.toleranceRatio(),
                finding.days());
    }

    /** What a reason says of touched places; empty when it is about something else. */
    public static Optional<Touched> of(Reason reason) {
        Map<String, String> details = reason.details();
        return Optional.ofNullable(details.get(COMPARISON))
                .map(comparison ->
                        new Touched(
                                Comparison.valueOf(comparison),
                                regions(details.getOrDefault(TOUCHED, "")),
                                regions(details.getOrDefault(UNTOUCHED, "")),
                                number(details, TOUCHED_EXPECTED),
                                number(details, OTHER_EXPECTED),
                                number(details, TOLERANCE),
                                Integer.parseInt(details.getOrDefault(DAYS, "0"))));
    }

    /** As named values of a reason. */
    public Map<String, String> details() {
        return Map.of(
                COMPARISON, comparison.name(),
                TOUCHED, names(touched),
                UNTOUCHED, names(untouched),
                TOUCHED_EXPECTED, Double.toString(touchedExpected),
                OTHER_EXPECTED, Double.toString(otherExpected),
                TOLERANCE, Double.toString(toleranceRatio),
                DAYS, Integer.toString(days));
    }

    static String names(Collection<Region> regions) {
        return regions.stream().map(Region::name).collect(Collectors.joining(", "));
    }

    private static SortedSet<Region> regions(String names) {
        return Stream.of(names.split(", "))
                .filter(name -> !name.isEmpty())
                .map(Region::new)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double number(Map<String, String> details, String name) {
        return Double.parseDouble(details.getOrDefault(name, "0"));
    }
}
