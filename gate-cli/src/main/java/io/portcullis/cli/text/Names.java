package io.portcullis.cli.text;

import com.google.protobuf.ProtocolMessageEnum;
import io.portcullis.v1.Aggregate;
import io.portcullis.v1.ArmPair;
import io.portcullis.v1.Link;
import io.portcullis.v1.Place;
import java.util.Locale;

/** Names of places and states as people write them. */
public final class Names {
    private Names() {}

    /** {@code RolloutState.ROLLOUT_STATE_BAKING} is {@code BAKING}. */
    public static String of(ProtocolMessageEnum value) {
        String full = value.getValueDescriptor().getName();
        String prefix = upperSnake(value.getDescriptorForType().getName()) + "_";
        return full.startsWith(prefix) ? full.substring(prefix.length()) : full;
    }

    /** {@code eu-west}, {@code eu-west -> us-east}, {@code all links}; empty for no place. */
    public static String of(Place place) {
        return switch (place.getPlaceCase()) {
            case REGION -> place.getRegion();
            case LINK -> of(place.getLink());
            case AGGREGATE -> of(place.getAggregate());
            case PLACE_NOT_SET -> "";
        };
    }

    /** {@code eu-west -> us-east}. */
    public static String of(Link link) {
        return link.getSourceRegion() + " -> " + link.getDestinationRegion();
    }

    /** {@code new->old}; empty for a region stream. */
    public static String of(ArmPair pair) {
        return switch (pair) {
            case ARM_PAIR_NEW_OLD -> "new->old";
            case ARM_PAIR_OLD_NEW -> "old->new";
            case ARM_PAIR_NEW_NEW -> "new->new";
            case ARM_PAIR_UNSPECIFIED, UNRECOGNIZED -> "";
        };
    }

    private static String of(Aggregate aggregate) {
        return switch (aggregate.getLevel()) {
            case AGGREGATE_LEVEL_ALL_REGIONS -> "all regions";
            case AGGREGATE_LEVEL_ALL_LINKS -> "all links";
            case AGGREGATE_LEVEL_SOURCE -> "links out of " + aggregate.getRegion();
            case AGGREGATE_LEVEL_DESTINATION -> "links into " + aggregate.getRegion();
            case AGGREGATE_LEVEL_UNSPECIFIED, UNRECOGNIZED -> "unknown aggregate";
        };
    }

    private static String upperSnake(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
