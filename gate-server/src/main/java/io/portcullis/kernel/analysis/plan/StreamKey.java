package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Place;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;

/**
 * Name of one stream of counts.
 *
 * @param signal what is measured
 * @param place where
 * @param pair arms of the link's two ends; empty for a region, and for a link without an old arm
 *     left, all of whose arms are judged together against the looks before the rollout
 */
public record StreamKey(SignalName signal, Place place, Optional<ArmPair> pair)
        implements GroupKey {

    public StreamKey {
        if (place instanceof Region && pair.isPresent()) {
            throw new IllegalArgumentException(
                    "pair of region " + place + " is " + pair.get() + "; must be empty");
        }
    }

    @Override
    public Level level() {
        return switch (place) {
            case Region _ -> Level.REGION;
            case Link _ -> Level.LINK;
        };
    }

    @Override
    public String toString() {
        return signal + " " + place + pair.map(it -> " " + it).orElse("");
    }
}
