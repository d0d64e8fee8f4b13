package io.portcullis.cli.text;

import com.google.protobuf.util.Durations;
import io.portcullis.v1.Aggregate;
import io.portcullis.v1.AggregateLevel;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.AssumedDispersion;
import io.portcullis.v1.FindingRole;
import io.portcullis.v1.Link;
import io.portcullis.v1.Margin;
import io.portcullis.v1.Place;
import io.portcullis.v1.Shortfall;
import io.portcullis.v1.StagePreview;
import io.portcullis.v1.StreamPreview;

/** Previews of stages, as a server would send them. */
final class StagePreviews {
    static final int BAKE_LOOKS = 180;

    private StagePreviews() {}

    /** A stage of half an hour in two regions. */
    static StagePreview.Builder stage() {
        return StagePreview.newBuilder()
                .setStage(1)
                .setName("pair")
                .setLooksBefore(360)
                .setBakeLooks(BAKE_LOOKS)
                .setLookLength(Durations.fromSeconds(10))
                .putCanaryShareRatios("us-west", 0.05)
                .putCanaryShareRatios("eu-central", 0.05)
                .setDecidable(true)
                .addDispersions(
                        AssumedDispersion.newBuilder()
                                .setSignal("requests")
                                .setClustering(3)
                                .setVariationSquared(0.25))
                .addDispersions(
                        AssumedDispersion.newBuilder()
                                .setSignal("track-acquire")
                                .setLinks(true)
                                .setClustering(1.62)
                                .setVariationSquared(0.034)
                                .setWindows(354));
    }

    static StreamPreview required(Place place, ArmPair pair, double looks) {
        return stream(place, pair, FindingRole.FINDING_ROLE_REQUIRED, looks)
                .setMargin(Margin.newBuilder().setRatio(3).setDifference(0.001))
                .setPromise("worse than x3 + 0.1 % is excluded; a doubling is not")
                .build();
    }

    static StreamPreview covered(Place place, double looks) {
        return stream(place, ArmPair.ARM_PAIR_NEW_OLD, FindingRole.FINDING_ROLE_COVERED, looks)
                .addCoveredBy(aggregate(AggregateLevel.AGGREGATE_LEVEL_ALL_LINKS, ""))
                .setCoverageShort(true)
                .setShortfall(Shortfall.newBuilder().setBakeLooks(540).setProbesPerLook(0.074))
                .setRemedy("a bake of 1 h 30 min instead of 30 min, or 0.074 probes a look")
                .build();
    }

    static StreamPreview undecidable(Place place, double looks) {
        return stream(place, ArmPair.ARM_PAIR_NEW_OLD, FindingRole.FINDING_ROLE_UNDECIDABLE, looks)
                .setShortfall(
                        Shortfall.newBuilder()
                                .setFactor(looks / BAKE_LOOKS)
                                .setBakeLooks(looks)
                                .setCanaryShareRatio(0.05 * looks / BAKE_LOOKS))
                .setRemedy(
                        "a bake of 1 h 37 min instead of 30 min, or a canary share of 16.2 %"
                                + " instead of 5 %")
                .build();
    }

    private static StreamPreview.Builder stream(
            Place place, ArmPair pair, FindingRole role, double looks) {
        return StreamPreview.newBuilder()
                .setSignal(place.hasRegion() ? "requests" : "track-acquire")
                .setPlace(place)
                .setArmPair(pair)
                .setRole(role)
                .setLooksNeeded(looks);
    }

    static Place region(String name) {
        return Place.newBuilder().setRegion(name).build();
    }

    static Place link(String source, String destination) {
        return Place.newBuilder()
                .setLink(
                        Link.newBuilder().setSourceRegion(source).setDestinationRegion(destination))
                .build();
    }

    static Place aggregate(AggregateLevel level, String region) {
        return Place.newBuilder()
                .setAggregate(Aggregate.newBuilder().setLevel(level).setRegion(region))
                .build();
    }
}
