package io.portcullis.kernel.analysis.counting;

import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/** Looks of before in which part of the old version stood for the canary (analysis 2.9). */
public final class WindowsBefore implements Calibration.Windows {

    private final List<LookEvidence> looks;
    private final StreamCells cells;
    private final CellCounts look;
    private final StreamWindows windows;
    private final int streamCount;

    public WindowsBefore(AnalysisPlan plan, Family family, List<LookEvidence> asIfCanary) {
        looks = asIfCanary;
        var index = new CellIndex(plan);
        cells = new StreamCells(family, index);
        look = new CellCounts(index);
        streamCount = family.streams().size();
        windows = new StreamWindows(streamCount);
    }

    @Override
    public int looks() {
        return looks.size();
    }

    @Override
    public StreamWindows at(int position) {
        look.read(looks.get(position));
        for (int stream = 0; stream < streamCount; stream++) {
            windows.setCanary(
                    stream, cells.canaryExposure(stream, look), cells.canaryEvents(stream, look));
            windows.setOld(
                    stream,
                    cells.oldExposure(Arm.STABLE, stream, look),
                    cells.oldEvents(Arm.STABLE, stream, look));
        }
        return windows;
    }
}
