package io.portcullis.benchmark;

import io.portcullis.kernel.analysis.MeshOfRegions;
import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.ArrayList;
import java.util.List;

/** Which mesh is judged, by its size and the arm pairs of its links. */
public enum Mesh {
    /** 20 regions and 380 links, one arm pair each. */
    STREAMS_400(20, 1),
    /** 20 regions and 380 links, three arm pairs each. */
    STREAMS_1160(20, 3),
    /** 50 regions and 2,450 links, one arm pair each. */
    STREAMS_2500(50, 1),
    /** 50 regions and 2,450 links, three arm pairs each. */
    STREAMS_7400(50, 3),
    /** 158 regions, for the cost by size. */
    STREAMS_24964(158, 1),
    /** 500 regions, for the cost by size. */
    STREAMS_250000(500, 1);

    /** Looks before; more change nothing in the cost of a look. */
    private static final int LOOKS_BEFORE = 30;

    private final int regions;
    private final int pairs;

    Mesh(int regions, int pairs) {
        this.regions = regions;
        this.pairs = pairs;
    }

    private MeshOfRegions world() {
        return pairs == 1 ? MeshOfRegions.onePair(regions) : MeshOfRegions.threePairs(regions);
    }

    int streams() {
        return Integer.parseInt(name().substring(name().indexOf('_') + 1));
    }

    /** Looks with the canary, to be made again and again. */
    List<LookEvidence> looks(int count) {
        MeshOfRegions world = world();
        var looks = new ArrayList<LookEvidence>();
        for (int look = 1; look <= count; look++) {
            looks.add(world.look(look));
        }
        return looks;
    }

    /** An analysis with its stage just opened. */
    RolloutAnalysis open() {
        MeshOfRegions world = world();
        List<LookEvidence> before = world.before(LOOKS_BEFORE);
        RolloutAnalysis analysis = RolloutAnalysis.start(world.plan(), before);
        analysis.openStage(1, before);
        return analysis;
    }
}
