package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;

/**
 * Where the two numbers of a signal come from.
 *
 * @param total counters of attempts, or of another exposure
 * @param bad counters of the bad ones
 * @param badSeries whether the bad series exists before the first error
 * @param place labels that say where a sample belongs
 */
public record SignalQueries(
        SignalName signal, Selector total, Selector bad, BadSeries badSeries, PlaceLabels place) {

    /** What a sample is counted at. */
    public sealed interface PlaceLabels {

        /** The endpoint's region. */
        record OfRegion() implements PlaceLabels {}

        /**
         * A link into the endpoint's region.
         *
         * @param sourceRegion label that names the link's source region
         * @param source how the source's arm is told
         */
        record OfLink(String sourceRegion, ArmRule source) implements PlaceLabels {}
    }
}
