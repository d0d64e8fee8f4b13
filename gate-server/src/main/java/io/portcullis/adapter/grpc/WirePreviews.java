package io.portcullis.adapter.grpc;

import io.portcullis.kernel.analysis.finding.AssumedDispersion;
import io.portcullis.kernel.analysis.finding.GroupPreview;
import io.portcullis.kernel.analysis.finding.MarginWords;
import io.portcullis.kernel.analysis.finding.Role;
import io.portcullis.kernel.analysis.finding.Shortfall;
import io.portcullis.kernel.analysis.finding.StagePreview;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.rollout.RolloutSpec;
import io.portcullis.v1.StreamPreview;
import java.time.Duration;

/** What stages will be able to decide, in the words of the wire. */
final class WirePreviews {

    private WirePreviews() {}

    /**
     * @param spec of the rollout the stage belongs to
     */
    static io.portcullis.v1.StagePreview stage(StagePreview preview, RolloutSpec spec) {
        var wire =
                io.portcullis.v1.StagePreview.newBuilder()
                        .setStage(preview.stage())
                        .setName(spec.plan().stage(preview.stage()).name())
                        .setLooksBefore(preview.looksBefore())
                        .setBakeLooks(preview.plan().bakeLooks())
                        .setLookLength(WireValues.duration(spec.lookLength()))
                        .setDecidable(preview.decidable());
        preview.plan()
                .canaryShares()
                .forEach((region, share) -> wire.putCanaryShareRatios(region.name(), share));
        preview.dispersions().forEach(assumed -> wire.addDispersions(dispersion(assumed)));
        preview.groups()
                .forEach(group -> wire.addStreams(stream(group, preview, spec.lookLength())));
        return wire.build();
    }

    private static io.portcullis.v1.AssumedDispersion dispersion(AssumedDispersion assumed) {
        return io.portcullis.v1.AssumedDispersion.newBuilder()
                .setSignal(assumed.signal().value())
                .setLevel(WireValues.level(assumed.level()))
                .setLinks(assumed.level() != Level.REGION && assumed.level() != Level.ALL_REGIONS)
                .setClustering(assumed.dispersion().clustering())
                .setVariationSquared(assumed.dispersion().variationSquared())
                .setWindows(assumed.windows())
                .build();
    }

    private static StreamPreview stream(
            GroupPreview group, StagePreview stage, Duration lookLength) {
        var wire =
                StreamPreview.newBuilder()
                        .setSignal(group.key().signal().value())
                        .setPlace(WireValues.place(group.key()))
                        .setRole(WireFindings.role(group.role()))
                        .setLooksNeeded(group.looksExpected())
                        .setCoverageShort(group.coverageShort())
                        .setCanaryAttemptsPerLook(group.canaryExposurePerLook());
        group.key().pair().ifPresent(pair -> wire.setArmPair(WireValues.armPair(pair)));
        group.margin()
                .ifPresent(margin ->
                        wire.setMargin(WireFindings.margin(margin))
                                .setPromise(MarginWords.promise(margin)));
        if (group.role() instanceof Role.Covered(var by)) {
            by.forEach(aggregate -> wire.addCoveredBy(WireValues.place(aggregate)));
        }
        Shortfall.of(group, stage.plan())
                .ifPresent(shortfall ->
                        wire.setShortfall(shortfall(shortfall))
                                .setRemedy(shortfall.remedy(stage.plan(), lookLength)));
        return wire.build();
    }

    private static io.portcullis.v1.Shortfall shortfall(Shortfall shortfall) {
        return io.portcullis.v1.Shortfall.newBuilder()
                .setFactor(shortfall.factor())
                .setBakeLooks(Double.isFinite(shortfall.bakeLooks()) ? shortfall.bakeLooks() : 0)
                .setCanaryShareRatio(shortfall.canaryShare())
                .setProbesPerLook(shortfall.probesPerLook())
                .build();
    }
}
