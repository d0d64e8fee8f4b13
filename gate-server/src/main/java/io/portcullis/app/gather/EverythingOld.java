package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Cell;
import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.counter.ServerCell;
import io.portcullis.kernel.evidence.counter.ServerEvidence;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Sees whatever ran in the past as the old version: of that time the versions of now say nothing. */
public final class EverythingOld {

    private EverythingOld() {}

    /** The arm of any server. */
    public static Optional<Arm> arm(Region region, Origin origin) {
        return Optional.of(Arm.STABLE);
    }

    /** A look with every count on the old version. */
    public static LookEvidence look(ServerEvidence evidence) {
        var counts = new LinkedHashMap<Cell, Counts>();
        for (Map.Entry<ServerCell, Counts> one : evidence.counts().entrySet()) {
            counts.merge(cell(one.getKey().cell()), one.getValue(), Counts::plus);
        }
        return new LookEvidence(evidence.at(), counts, evidence.gaps(), Map.of());
    }

    private static Cell cell(VersionedCell cell) {
        return switch (cell) {
            case VersionedCell.InRegion(var signal, var region, _) ->
                    new Cell.InRegion(signal, region, Arm.STABLE);
            case VersionedCell.OnLink(var signal, var link, _, _) ->
                    new Cell.OnLink(signal, link, Arm.STABLE, Arm.STABLE);
        };
    }
}
