package io.portcullis.adapter.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;
import io.portcullis.kernel.analysis.plan.AggregateKey;
import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.decision.Scope;
import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.v1.Aggregate;
import io.portcullis.v1.AggregateLevel;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Counts;
import java.time.Instant;

/** Places, counts and times in the words of the wire, and back. */
final class WireValues {

    private WireValues() {}

    static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }

    static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }

    static Duration duration(java.time.Duration duration) {
        return Duration.newBuilder()
                .setSeconds(duration.getSeconds())
                .setNanos(duration.getNano())
                .build();
    }

    static java.time.Duration duration(Duration duration) {
        return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos());
    }

    static io.portcullis.v1.Link link(Link link) {
        return io.portcullis.v1.Link.newBuilder()
                .setSourceRegion(link.source().name())
                .setDestinationRegion(link.destination().name())
                .build();
    }

    static io.portcullis.v1.Place place(Place place) {
        var wire = io.portcullis.v1.Place.newBuilder();
        return switch (place) {
            case Region region -> wire.setRegion(region.name()).build();
            case Link link -> wire.setLink(link(link)).build();
        };
    }

    static io.portcullis.v1.Place place(GroupKey key) {
        return switch (key) {
            case StreamKey stream -> place(stream.place());
            case AggregateKey aggregate ->
                    io.portcullis.v1.Place.newBuilder().setAggregate(aggregate(aggregate)).build();
        };
    }

    static Place place(io.portcullis.v1.Place place) {
        return switch (place.getPlaceCase()) {
            case REGION -> new Region(place.getRegion());
            case LINK ->
                    new Link(
                            new Region(place.getLink().getSourceRegion()),
                            new Region(place.getLink().getDestinationRegion()));
            case AGGREGATE, PLACE_NOT_SET ->
                    throw new IllegalArgumentException("place is " + place + "; must be one place");
        };
    }

    private static Aggregate aggregate(AggregateKey key) {
        return aggregate(key.level(), key.region().map(Region::name).orElse(""));
    }

    static io.portcullis.v1.Place place(Scope scope) {
        Region region = scope.region();
        return io.portcullis.v1.Place.newBuilder()
                .setAggregate(aggregate(scope.level(), region == null ? "" : region.name()))
                .build();
    }

    static Scope scope(Aggregate aggregate) {
        return new Scope(
                switch (aggregate.getLevel()) {
                    case AGGREGATE_LEVEL_ALL_REGIONS -> Level.ALL_REGIONS;
                    case AGGREGATE_LEVEL_SOURCE -> Level.SOURCE;
                    case AGGREGATE_LEVEL_DESTINATION -> Level.DESTINATION;
                    case AGGREGATE_LEVEL_ALL_LINKS -> Level.ALL_LINKS;
                    case AGGREGATE_LEVEL_UNSPECIFIED, UNRECOGNIZED ->
                            throw new IllegalArgumentException(
                                    "level is "
                                            + aggregate.getLevel()
                                            + "; must be an aggregate's");
                },
                aggregate.getRegion().isEmpty() ? null : new Region(aggregate.getRegion()));
    }

    private static Aggregate aggregate(Level level, String region) {
        return Aggregate.newBuilder().setLevel(level(level)).setRegion(region).build();
    }

    static AggregateLevel level(Level level) {
        return switch (level) {
            case ALL_REGIONS -> AggregateLevel.AGGREGATE_LEVEL_ALL_REGIONS;
            case SOURCE -> AggregateLevel.AGGREGATE_LEVEL_SOURCE;
            case DESTINATION -> AggregateLevel.AGGREGATE_LEVEL_DESTINATION;
            case ALL_LINKS -> AggregateLevel.AGGREGATE_LEVEL_ALL_LINKS;
            case REGION, LINK -> AggregateLevel.AGGREGATE_LEVEL_UNSPECIFIED;
        };
    }

    static ArmPair armPair(io.portcullis.kernel.analysis.plan.ArmPair pair) {
        return switch (pair) {
            case NEW_OLD -> ArmPair.ARM_PAIR_NEW_OLD;
            case OLD_NEW -> ArmPair.ARM_PAIR_OLD_NEW;
            case NEW_NEW -> ArmPair.ARM_PAIR_NEW_NEW;
        };
    }

    static Counts counts(double exposure, long events) {
        return Counts.newBuilder().setExposure(exposure).setEvents(events).build();
    }

    static Counts counts(io.portcullis.kernel.evidence.Counts counts) {
        return counts(counts.exposure(), counts.events());
    }

    static io.portcullis.kernel.evidence.Counts counts(Counts counts) {
        return new io.portcullis.kernel.evidence.Counts(counts.getExposure(), counts.getEvents());
    }
}
