package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/** The windows of all streams at one look, in columns. Reused from look to look. */
public final class StreamWindows {

    final double[] canaryExposure;
    final long[] canaryEvents;
    final double[] oldExposure;
    final long[] oldEvents;

    public StreamWindows(int streamCount) {
        canaryExposure = new double[streamCount];
        canaryEvents = new long[streamCount];
        oldExposure = new double[streamCount];
        oldEvents = new long[streamCount];
    }

    /** Makes every window empty. */
    public void clear() {
        Arrays.fill(canaryExposure, 0);
        Arrays.fill(canaryEvents, 0);
        Arrays.fill(oldExposure, 0);
        Arrays.fill(oldEvents, 0);
    }

    /** Sets the canary's side of a stream. */
    public void setCanary(int stream, double exposure, long events) {
        canaryExposure[stream] = exposure;
        canaryEvents[stream] = events;
    }

    /** Sets the comparison arm's side of a stream. */
    public void setOld(int stream, double exposure, long events) {
        oldExposure[stream] = exposure;
        oldEvents[stream] = events;
    }

    public Window get(int stream) {
        return new Window(
                canaryExposure[stream],
                canaryEvents[stream],
                oldExposure[stream],
                oldEvents[stream]);
    }
}
