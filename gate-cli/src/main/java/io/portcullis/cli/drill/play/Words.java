package io.portcullis.cli.drill.play;

import com.google.protobuf.Timestamp;
import io.portcullis.v1.DecisionKind;
import io.portcullis.v1.Place;
import io.portcullis.v1.Reason;
import io.portcullis.v1.ReasonType;
import io.portcullis.v1.RolloutState;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Wire values in the words of people. */
public final class Words {
    private Words() {}

    /** {@code ROLLED_BACK} for the state of this name. */
    public static String of(RolloutState state) {
        return state.name().replace("ROLLOUT_STATE_", "");
    }

    /** {@code ABORT} for the decision of this kind. */
    public static String of(DecisionKind kind) {
        return kind.name().replace("DECISION_KIND_", "");
    }

    /** {@code RELEASE} for the reason of this type. */
    public static String of(ReasonType type) {
        return type.name().replace("REASON_TYPE_", "");
    }

    /** Where something is. */
    public static String of(Place place) {
        return switch (place.getPlaceCase()) {
            case REGION -> place.getRegion();
            case LINK ->
                    place.getLink().getSourceRegion()
                            + " -> "
                            + place.getLink().getDestinationRegion();
            case AGGREGATE ->
                    switch (place.getAggregate().getLevel()) {
                        case AGGREGATE_LEVEL_SOURCE ->
                                "links out of " + place.getAggregate().getRegion();
                        case AGGREGATE_LEVEL_DESTINATION ->
                                "links into " + place.getAggregate().getRegion();
                        case AGGREGATE_LEVEL_ALL_LINKS -> "all links";
                        default -> "all regions";
                    };
            case PLACE_NOT_SET -> "everywhere";
        };
    }

    /** Reasons, each with its place. */
    public static String of(List<Reason> reasons) {
        return reasons.stream()
                .map(reason ->
                        of(reason.getType())
                                + (reason.hasPlace() ? " at " + of(reason.getPlace()) : ""))
                .collect(Collectors.joining(", "));
    }

    /** The same moment. */
    public static Instant of(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }
}
