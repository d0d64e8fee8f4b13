package io.portcullis.adapter.grpc;

import io.portcullis.kernel.analysis.finding.Attribution;
import io.portcullis.kernel.analysis.finding.Comparison;
import io.portcullis.kernel.analysis.finding.TouchedFinding;
import io.portcullis.kernel.analysis.finding.UnhealthyPlace;
import io.portcullis.kernel.decision.Touched;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.v1.ComparedWith;
import io.portcullis.v1.TouchedEvidence;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** What touched places say, in the words of the wire, and back. */
final class WireTouched {

    private static final String PREFIX = "COMPARED_WITH_";

    private WireTouched() {}

    static io.portcullis.v1.Attribution attribution(Attribution attribution) {
        var wire =
                io.portcullis.v1.Attribution.newBuilder()
                        .setLogEvidence(attribution.logTotal())
                        .setLogThreshold(attribution.logThreshold());
        attribution.touched().forEach(it -> wire.addTouched(finding(attribution, it)));
        attribution.untouchedUnhealthy().forEach(it -> wire.addUntouchedUnhealthy(unhealthy(it)));
        return wire.build();
    }

    private static io.portcullis.v1.TouchedFinding finding(
            Attribution attribution, TouchedFinding finding) {
        return io.portcullis.v1.TouchedFinding.newBuilder()
                .setSignal(finding.signal().value())
                .setRegion(finding.region().map(Region::name).orElse(""))
                .setCounted(counts(finding.touched()))
                .setOther(counts(finding.other()))
                .setEvidence(evidence(Touched.of(attribution, finding)))
                .setLogEvidence(finding.logValue())
                .setLogWeight(Math.log(finding.weight()))
                .setFirstBadLook(finding.firstBadLook().orElse(0))
                .setPreExisting(finding.preExisting())
                .build();
    }

    private static io.portcullis.v1.UnhealthyPlace unhealthy(UnhealthyPlace place) {
        return io.portcullis.v1.UnhealthyPlace.newBuilder()
                .setSignal(place.place().signal().value())
                .setPlace(WireValues.place(place.place()))
                .setRecent(counts(place.recent()))
                .setLimitRatio(place.limitRatio())
                .build();
    }

    private static io.portcullis.v1.Counts counts(Counts counts) {
        return WireValues.counts(counts);
    }

    static TouchedEvidence evidence(Touched touched) {
        return TouchedEvidence.newBuilder()
                .setComparedWith(ComparedWith.valueOf(PREFIX + touched.comparison().name()))
                .addAllTouchedRegions(names(touched.touched()))
                .addAllUntouchedRegions(names(touched.untouched()))
                .setTouchedExpected(touched.touchedExpected())
                .setOtherExpected(touched.otherExpected())
                .setToleranceRatio(touched.toleranceRatio())
                .setDays(touched.days())
                .build();
    }

    /** As named values of a reason. */
    static Map<String, String> details(TouchedEvidence wire) {
        return new Touched(
                        Comparison.valueOf(
                                wire.getComparedWith().name().substring(PREFIX.length())),
                        regions(wire.getTouchedRegionsList()),
                        regions(wire.getUntouchedRegionsList()),
                        wire.getTouchedExpected(),
                        wire.getOtherExpected(),
                        wire.getToleranceRatio(),
                        wire.getDays())
                .details();
    }

    private static Iterable<String> names(Collection<Region> regions) {
        return regions.stream().map(Region::name).toList();
    }

    private static SortedSet<Region> regions(Collection<String> names) {
        var regions = new TreeSet<Region>();
        names.forEach(name -> regions.add(new Region(name)));
        return regions;
    }
}
