package io.portcullis.simulation.rule;

import io.portcullis.kernel.analysis.plan.AnalysisParameters;
import io.portcullis.kernel.analysis.plan.Family;
import io.portcullis.kernel.analysis.statistics.Blocks;
import io.portcullis.kernel.analysis.statistics.Calibration;
import io.portcullis.kernel.analysis.statistics.FailTest;
import io.portcullis.kernel.analysis.statistics.StreamWindows;
import java.util.function.IntConsumer;

/** The FAIL test alone, fed with windows: what the facade does not let one take apart. */
public final class BareFail {

    private BareFail() {}

    /**
     * The look at which it fails; 0 for never.
     *
     * @param afterLook told of each look that did not fail
     */
    public static int failedAt(
            Family family, FailTest fail, Calibration.Windows windows, IntConsumer afterLook) {
        int streams = family.streams().size();
        var blocks = new Blocks(streams);
        var canaryErrors = new long[streams];
        for (int look = 1; look <= windows.looks(); look++) {
            StreamWindows at = windows.at(look - 1);
            for (int stream = 0; stream < streams; stream++) {
                blocks.add(stream, at.get(stream));
            }
            blocks.flush();
            for (int stream = 0; stream < streams; stream++) {
                canaryErrors[stream] += blocks.flushedCanaryEvents(stream);
            }
            fail.look(blocks);
            if (fail.fails() && isEnough(family, fail, canaryErrors)) {
                return look;
            }
            afterLook.accept(look);
        }
        return 0;
    }

    private static boolean isEnough(Family family, FailTest fail, long[] canaryErrors) {
        int heaviest = fail.heaviest();
        long errors = 0;
        for (int index = 0; index < family.groups().size(heaviest); index++) {
            errors += canaryErrors[family.groups().member(heaviest, index)];
        }
        return errors >= AnalysisParameters.DEFAULT.canaryErrorsMin();
    }
}
