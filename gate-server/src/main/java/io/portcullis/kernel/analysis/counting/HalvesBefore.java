package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.evidence.Counts;

/**
 * The first half of the looks before against the second, all arms together: windows in which only
 * the time differs, as where a place is compared with its own past (analysis 2.10).
 */
public final class HalvesBefore implements Calibration.Windows {

    private final Family places;
    private final LooksBefore before;
    private final StreamWindows windows;

    /**
     * Halves of some places.
     *
     * @param places streams without arm pair
     */
    public HalvesBefore(Family places, LooksBefore before) {
        this.places = places;
        this.before = before;
        windows = new StreamWindows(places.streams().size());
    }

    @Override
    public int looks() {
        return before.looks() / 2;
    }

    @Override
    public StreamWindows at(int look) {
        for (int stream = 0; stream < places.streams().size(); stream++) {
            Counts first = before.all(places.streams().get(stream), look);
            Counts second = before.all(places.streams().get(stream), looks() + look);
            windows.setCanary(stream, first.exposure(), first.events());
            windows.setOld(stream, second.exposure(), second.events());
        }
        return windows;
    }
}
