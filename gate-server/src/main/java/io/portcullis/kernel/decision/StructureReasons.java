package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.relay.structure.RelayPull;
import io.portcullis.kernel.relay.structure.RolloutStructure;
import io.portcullis.kernel.relay.structure.StructureFinding;
import io.portcullis.kernel.relay.structure.Undecided;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What of the relay graph stands against a rollout; no statistics are needed for it. */
public final class StructureReasons {

    private static final int SHOWN_MAX = 10;

    private StructureReasons() {}

    /** Why the rollout is aborted; empty when no breach is the new version's. */
    static List<Reason> aborts(Look look) {
        return look.structure().breaches().stream()
                .limit(SHOWN_MAX)
                .map(finding -> breach(look, finding))
                .toList();
    }

    private static Reason breach(Look look, StructureFinding finding) {
        var since = new Since(look.findings().lookId(), finding.since());
        return Reason.at(
                        ReasonType.STRUCTURE,
                        place(finding),
                        finding.text()
                                + " The new version takes part, and it was not so before the stage"
                                + " opened. Seen in edge reports ("
                                + finding.rung()
                                + ").")
                .from(since)
                .with(details(finding));
    }

    /** Media flow from source to destination; the first link between regions stands for all. */
    private static Place place(StructureFinding finding) {
        return finding.edges().stream()
                .filter(edge -> !edge.source().region().equals(edge.destination().region()))
                .findFirst()
                .<Place>map(edge -> new Link(edge.source().region(), edge.destination().region()))
                .orElseGet(() -> finding.regions().first());
    }

    private static Map<String, String> details(StructureFinding finding) {
        return Map.of(
                "invariant",
                finding.invariant().id(),
                RungDetail.NAME,
                finding.rung().letter(),
                "edges",
                finding.edges().stream().map(RelayPull::toString).collect(Collectors.joining(", ")),
                "tracks",
                Integer.toString(finding.tracks()),
                "track",
                finding.track());
    }

    /** Why the rollout waits: one reason a place. */
    public static List<Reason> waits(RolloutStructure structure) {
        var byPlace = new LinkedHashMap<Place, List<Undecided>>();
        for (Undecided one : structure.unknown()) {
            byPlace.computeIfAbsent(one.place(), _ -> new ArrayList<>()).add(one);
        }
        return byPlace.entrySet().stream()
                .limit(SHOWN_MAX)
                .map(entry -> unknown(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Reason unknown(Place place, List<Undecided> some) {
        var invariants =
                some.stream().map(one -> one.invariant().id()).collect(Collectors.joining(", "));
        return Reason.at(
                        ReasonType.EVIDENCE,
                        place,
                        "The structure of the relay mesh at %s cannot be told (%s): %s"
                                .formatted(place, invariants, some.getFirst().text()))
                .waitingFor(new Remaining(0, 1))
                .with(Map.of("invariants", invariants));
    }
}
