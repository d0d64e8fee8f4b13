package io.portcullis.kernel.analysis.statistics;

/** Counts of each stream on both arms since the stage opened, summed over a group when asked. */
public final class StreamTotals {

    private final Groups groups;
    private final double[] canaryExposure;
    private final long[] canaryEvents;
    private final double[] oldExposure;
    private final long[] oldEvents;

    public StreamTotals(Groups groups) {
        this.groups = groups;
        canaryExposure = new double[groups.streamCount()];
        canaryEvents = new long[groups.streamCount()];
        oldExposure = new double[groups.streamCount()];
        oldEvents = new long[groups.streamCount()];
    }

    public void add(int stream, Window window) {
        canaryExposure[stream] += window.canaryExposure();
        canaryEvents[stream] += window.canaryEvents();
        oldExposure[stream] += window.oldExposure();
        oldEvents[stream] += window.oldEvents();
    }

    /** Forgets a stream's counts. */
    public void reset(int stream) {
        canaryExposure[stream] = 0;
        canaryEvents[stream] = 0;
        oldExposure[stream] = 0;
        oldEvents[stream] = 0;
    }

    /** Sum over a group's members. */
    public Window group(int group) {
        Window sum = Window.EMPTY;
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            sum =
                    sum.plus(
                            new Window(
                                    canaryExposure[stream],
                                    canaryEvents[stream],
                                    oldExposure[stream],
                                    oldEvents[stream]));
        }
        return sum;
    }

    public void write(StateWriter state) {
        state.write(canaryExposure);
        state.write(canaryEvents);
        state.write(oldExposure);
        state.write(oldEvents);
    }

    public void read(StateReader state) {
        state.read(canaryExposure);
        state.read(canaryEvents);
        state.read(oldExposure);
        state.read(oldEvents);
    }
}
