package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.finding.GroupFinding;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Arm.Side;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether those who counted still count. A sender that falls silent leaves no gap, and the evidence it
 * gave before would stand as if it were of now; so what counted since the stage opened must have
 * counted in the last five minutes' looks too. Links are taken together by the region that counts
 * them: a single one may well be quiet for so long.
 */
final class Silence {

    /** Five minutes at the default length; a sender exporting each minute is heard five times. */
    static final int LOOKS = 30;

    private Silence() {}

    static List<Reason> reasons(Look look) {
        var heard = heard(look.recent().last(LOOKS));
        var reasons = new ArrayList<Reason>();
        for (Region region : look.canaryRegions()) {
            if (heard.stream().noneMatch(voice -> voice.region().equals(region))) {
                reasons.add(reason(region, "nothing at all was counted in " + region));
            }
        }
        expected(look)
                .forEach((text, voice) -> {
                    if (!heard.contains(voice)) {
                        reasons.add(reason(voice.region(), text));
                    }
                });
        return reasons;
    }

    private static Reason reason(Region region, String what) {
        var text = "For %d looks %s. Waits until it is heard of again.".formatted(LOOKS, what);
        return Reason.at(ReasonType.EVIDENCE, region, text).waitingFor(new Remaining(0, 1));
    }

    /** Everybody who counted since the stage opened and is still needed, by what to say of them. */
    private static Map<String, Voice> expected(Look look) {
        var expected = new TreeMap<String, Voice>();
        for (GroupFinding group : look.findings().groups()) {
            if (group.key() instanceof StreamKey stream) {
                switch (stream.place()) {
                    case Region region -> expectRegion(look, region, group, expected);
                    case Link link -> expectLink(link, group, expected);
                }
            }
        }
        return expected;
    }

    private static void expectRegion(
            Look look, Region region, GroupFinding group, Map<String, Voice> expected) {
        var signal = group.key().signal();
        if (group.sinceStage().canaryExposure() > 0) {
            expected.put(
                    "%s of the new version was not counted in %s".formatted(signal, region),
                    new Voice(region, signal, Side.NEW));
        }
        // Evidence against it from an earlier stage stays where no old version is left.
        boolean oldIsLeft = !look.newOnlyRegions().contains(region);
        if (oldIsLeft && group.sinceStage().oldExposure() > 0 && group.fail().isPresent()) {
            expected.put(
                    "%s of the old version was not counted in %s".formatted(signal, region),
                    new Voice(region, signal, Side.OLD));
        }
    }

    private static void expectLink(Link link, GroupFinding group, Map<String, Voice> expected) {
        var signal = group.key().signal();
        var region = link.destination();
        if (group.sinceStage().canaryExposure() > 0) {
            expected.put(
                    "%s was not counted on any link to %s".formatted(signal, region),
                    new Voice(region, signal, null));
        }
    }

    private static Set<Voice> heard(List<LookEvidence> looks) {
        var heard = new HashSet<Voice>();
        for (LookEvidence look : looks) {
            for (Map.Entry<Cell, Counts> counted : look.counts().entrySet()) {
                if (counted.getValue().exposure() > 0) {
                    heard.add(voice(counted.getKey()));
                }
            }
        }
        return heard;
    }

    private static Voice voice(Cell cell) {
        return switch (cell) {
            case Cell.InRegion(var signal, var region, var arm) ->
                    new Voice(region, signal, arm.side());
            case Cell.OnLink(var signal, var link, _, _) ->
                    new Voice(link.destination(), signal, null);
        };
    }

    /**
     * Somebody who counts.
     *
     * @param side absent for links, whose counts name two
     */
    private record Voice(Region region, SignalName signal, @Nullable Side side) {}
}
