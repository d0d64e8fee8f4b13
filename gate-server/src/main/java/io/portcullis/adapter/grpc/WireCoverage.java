package io.portcullis.adapter.grpc;

import io.portcullis.app.probe.CoverLinks.Covered;
import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.CoverageProbe;
import io.portcullis.kernel.relay.coverage.StageCoverage;
import io.portcullis.kernel.relay.coverage.StageCoverage.Pair;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.v1.GetCoverageRequest;
import io.portcullis.v1.GetCoverageResponse;
import io.portcullis.v1.LinkPair;
import io.portcullis.v1.ProbeVerdict;
import io.portcullis.v1.UncoveredLink;
import java.time.Duration;
import java.util.TreeMap;

/** Synthetic coverage in the words of the wire. */
final class WireCoverage {

    private WireCoverage() {}

    static GetCoverageResponse.Builder covered(Covered covered) {
        var wire =
                GetCoverageResponse.newBuilder()
                        .setSignal(covered.definition().signal().value())
                        .setEvery(WireValues.duration(covered.definition().every()));
        covered.plan().probes().forEach(it -> wire.addProbes(probe(it, covered)));
        covered.plan()
                .uncovered()
                .forEach(it ->
                        wire.addUncovered(
                                UncoveredLink.newBuilder()
                                        .setLink(WireValues.link(it.link()))
                                        .setWhy(it.why())));
        return wire;
    }

    private static io.portcullis.v1.CoverageProbe probe(CoverageProbe probe, Covered covered) {
        var wire =
                io.portcullis.v1.CoverageProbe.newBuilder()
                        .setLink(WireValues.link(probe.link()))
                        .setSourceVantage(probe.source().vantage())
                        .setSourceVersion(probe.source().release().version())
                        .setDestinationVantage(probe.destination().vantage())
                        .setDestinationVersion(probe.destination().release().version())
                        .setUncoveredWhy(covered.uncoveredWhy(probe).orElse(""));
        ProbeResult last = covered.last().get(probe);
        if (last != null) {
            wire.setLastVerdict(
                            switch (last.outcome().verdict()) {
                                case FIT -> ProbeVerdict.PROBE_VERDICT_FIT;
                                case UNFIT -> ProbeVerdict.PROBE_VERDICT_UNFIT;
                                case UNKNOWN -> ProbeVerdict.PROBE_VERDICT_UNKNOWN;
                            })
                    .setLastText(last.outcome().text())
                    .setLastAge(WireValues.duration(Duration.between(last.at(), covered.at())));
        }
        return wire.build();
    }

    static io.portcullis.v1.StageCoverage stage(Covered covered, GetCoverageRequest request) {
        var shares = new TreeMap<Region, Double>();
        request.getCanarySharesMap()
                .forEach((region, share) ->
                        shares.put(
                                StartReading.field("canary_shares", region, Region::new), share));
        var stage =
                StageCoverage.of(
                        covered.plan(),
                        covered.definition().service().links(),
                        shares,
                        ReleaseIdentity.ofVersion(request.getNewVersion()),
                        AnalysisParameters.DEFAULT.coverageAttemptsMin());
        var wire =
                io.portcullis.v1.StageCoverage.newBuilder()
                        .setProbes(stage.probes())
                        .setTakes(WireValues.duration(stage.takes(covered.definition().every())));
        stage.shown().forEach(it -> wire.addShown(pair(it)));
        stage.missing().forEach(it -> wire.addMissing(pair(it)));
        return wire.build();
    }

    private static LinkPair pair(Pair pair) {
        return LinkPair.newBuilder()
                .setLink(WireValues.link(pair.link()))
                .setArms(WireValues.armPair(pair.arms()))
                .build();
    }
}
