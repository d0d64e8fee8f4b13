package io.portcullis.adapter.prometheus;

import static io.portcullis.adapter.prometheus.SignalMeasuresTest.OLD;
import static io.portcullis.adapter.prometheus.SignalMeasuresTest.REGION;
import static io.portcullis.adapter.prometheus.SignalMeasuresTest.SIGNAL;

import io.portcullis.kernel.evidence.distribution.Bucket;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;

/** Where the measured signal is counted. */
final class MeasuredCells {

    private MeasuredCells() {}

    static VersionedCell bucket(double lower, double upper) {
        return part(new Bucket(lower, upper).of(SIGNAL).part(), OLD);
    }

    static VersionedCell cell(String version) {
        return new VersionedCell.InRegion(SIGNAL, REGION, Origin.ofVersion(version));
    }

    static VersionedCell part(String part, String version) {
        return new VersionedCell.InRegion(SIGNAL.part(part), REGION, Origin.ofVersion(version));
    }
}
