package io.portcullis.adapter.prometheus;

import io.portcullis.kernel.evidence.SignalName;
import io.portcullis.kernel.evidence.counter.BadSeries;

/**
 * Where the numbers of a signal come from.
 *
 * @param measure by which series
 * @param place labels that say where a sample belongs
 */
public record SignalQueries(SignalName signal, Measure measure, PlaceLabels place) {

    /** Bad of all. */
    public SignalQueries(
            SignalName signal,
            Selector total,
            Selector bad,
            BadSeries badSeries,
            PlaceLabels place) {
        this(signal, new Measure.Counters(total, bad, badSeries), place);
    }

    /** What a sample is counted at. */
    public sealed interface PlaceLabels {

        /** The endpoint's region. */
        record OfRegion() implements PlaceLabels {}

        /**
         * A link with one end in the endpoint's region, which is meant where a label is missing.
         *
         * @param sourceRegion label that names the link's source region
         * @param source how the source's arm is told
         * @param destinationRegion label that names the region it leads to; empty when every sample
         *     is counted at its destination
         */
        record OfLink(String sourceRegion, ArmRule source, String destinationRegion)
                implements PlaceLabels {

            /** A link into the endpoint's region. */
            public OfLink(String sourceRegion, ArmRule source) {
                this(sourceRegion, source, "");
            }
        }
    }
}
