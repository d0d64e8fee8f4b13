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

    public void addCanary(int stream, double exposure, long events) {
        canaryExposure[stream] += exposure;
        canaryEvents[stream] += events;
    }

    public void addOld(int stream, double exposure, long events) {
        oldExposure[stream] += exposure;
        oldEvents[stream] += events;
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
        double canary = 0;
        long canaryBad = 0;
        double old = 0;
        long oldBad = 0;
        for (int stream : groups.members(group)) {
            canary += canaryExposure[stream];
            canaryBad += canaryEvents[stream];
            old += oldExposure[stream];
            oldBad += oldEvents[stream];
        }
        return new Window(canary, canaryBad, old, oldBad);
    }

    public double oldExposure(int stream) {
        return oldExposure[stream];
    }

    public long oldEvents(int stream) {
        return oldEvents[stream];
    }

    public void write(StateWriter state) {
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            state.writeCompact(canaryExposure[stream]);
            state.writeCompact(canaryEvents[stream]);
            state.writeCompact(oldExposure[stream]);
            state.writeCompact(oldEvents[stream]);
        }
    }

    public void read(StateReader state) {
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            canaryExposure[stream] = state.readCompactDouble();
            canaryEvents[stream] = state.readCompactLong();
            oldExposure[stream] = state.readCompactDouble();
            oldEvents[stream] = state.readCompactLong();
        }
    }
}
