package io.portcullis.simulation;

import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.SignalPlan;
import io.portcullis.kernel.analysis.plan.StagePlan;
import io.portcullis.kernel.evidence.Region;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The plan the scenarios share: a pair of regions, half of three, then all. */
final class Scenarios {

    static final int BAKE_LOOKS = 180;
    static final int STAGES = 3;
    private static final int LOOKS_PLANNED = 8640;

    private Scenarios() {}

    static AnalysisPlan plan() {
        List<Region> regions = List.copyOf(MeshWorld.REGIONS);
        return new AnalysisPlan(
                MeshWorld.REGIONS,
                MeshWorld.LINKS,
                List.of(
                        SignalPlan.requests(MeshWorld.REQUESTS),
                        SignalPlan.acquires(MeshWorld.ACQUIRES)),
                List.of(
                        stage(1, regions.subList(0, 2), 0.05),
                        stage(2, regions.subList(0, 3), 0.5),
                        stage(3, regions, 1.0)),
                LOOKS_PLANNED,
                AnalysisParameters.DEFAULT);
    }

    private static StagePlan stage(int number, Collection<Region> regions, double share) {
        var shares = new TreeMap<Region, Double>();
        regions.forEach(region -> shares.put(region, share));
        return new StagePlan(number, shares, BAKE_LOOKS);
    }
}
