package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.analysis.statistics.Window;
import java.util.ArrayList;
import java.util.List;

/** Windows worked out once and read often. */
public final class WindowsKept implements Calibration.Windows {

    private final List<Window[]> looks;
    private final StreamWindows windows;

    private WindowsKept(List<Window[]> looks, int streams) {
        this.looks = looks;
        windows = new StreamWindows(streams);
    }

    /** All windows of another. */
    public static WindowsKept of(Calibration.Windows windows, int streams) {
        var looks = new ArrayList<Window[]>();
        for (int look = 0; look < windows.looks(); look++) {
            StreamWindows at = windows.at(look);
            var kept = new Window[streams];
            for (int stream = 0; stream < streams; stream++) {
                kept[stream] = at.get(stream);
            }
            looks.add(kept);
        }
        return new WindowsKept(looks, streams);
    }

    /** The first looks of it. */
    WindowsKept first(int count) {
        return new WindowsKept(
                looks.subList(0, count), looks.isEmpty() ? 0 : looks.getFirst().length);
    }

    @Override
    public int looks() {
        return looks.size();
    }

    @Override
    public StreamWindows at(int look) {
        Window[] kept = looks.get(look);
        for (int stream = 0; stream < kept.length; stream++) {
            Window window = kept[stream];
            windows.setCanary(stream, window.canaryExposure(), window.canaryEvents());
            windows.setOld(stream, window.oldExposure(), window.oldEvents());
        }
        return windows;
    }
}
