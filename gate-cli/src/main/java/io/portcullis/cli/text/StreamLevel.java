package io.portcullis.cli.text;

import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Place;
import io.portcullis.v1.StreamPreview;

/** What a stream or aggregate spans, as a heading. */
final class StreamLevel {
    private StreamLevel() {}

    /** Such as {@code links by source, new->old}. */
    static String of(StreamPreview stream) {
        String pair = Names.of(stream.getArmPair());
        return of(stream.getPlace())
                + (stream.getArmPair() == ArmPair.ARM_PAIR_UNSPECIFIED ? "" : ", " + pair);
    }

    private static String of(Place place) {
        return switch (place.getPlaceCase()) {
            case REGION -> "single regions";
            case LINK -> "single links";
            case AGGREGATE ->
                    switch (place.getAggregate().getLevel()) {
                        case AGGREGATE_LEVEL_ALL_REGIONS -> "all regions";
                        case AGGREGATE_LEVEL_ALL_LINKS -> "all links";
                        case AGGREGATE_LEVEL_SOURCE -> "links by source";
                        case AGGREGATE_LEVEL_DESTINATION -> "links by destination";
                        case AGGREGATE_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "other sums";
                    };
            case PLACE_NOT_SET -> "";
        };
    }
}
