package io.portcullis.kernel.analysis.statistics;

/**
 * Pools the looks of each base stream until both arms have an exposure of one (analysis 2.1): a
 * block is flushed when n_c >= 1 and n_b >= 1. The decision looks only at exposures, so it cannot
 * favour an outcome. A stream not flushed at a look counts as a factor of one.
 */
public final class Blocks {

    private static final double EXPOSURE_MIN = 1;

    private final double exposureMin;
    private final double[] pendingCanaryExposure;
    private final long[] pendingCanaryEvents;
    private final double[] pendingOldExposure;
    private final long[] pendingOldEvents;

    private final boolean[] flushed;
    private final double[] canaryExposure;
    private final long[] canaryEvents;
    private final double[] oldExposure;
    private final long[] oldEvents;

    public Blocks(int streamCount) {
        this(streamCount, EXPOSURE_MIN);
    }

    /** Blocks flushed at another least exposure of either arm; above 0. */
    public Blocks(int streamCount, double exposureMin) {
        this.exposureMin = exposureMin;
        pendingCanaryExposure = new double[streamCount];
        pendingCanaryEvents = new long[streamCount];
        pendingOldExposure = new double[streamCount];
        pendingOldEvents = new long[streamCount];
        flushed = new boolean[streamCount];
        canaryExposure = new double[streamCount];
        canaryEvents = new long[streamCount];
        oldExposure = new double[streamCount];
        oldEvents = new long[streamCount];
    }

    /** Adds a stream's increments of this look; a missing window adds nothing and is not added. */
    public void add(int stream, Window window) {
        addCanary(stream, window.canaryExposure(), window.canaryEvents());
        addOld(stream, window.oldExposure(), window.oldEvents());
    }

    /** Adds the canary's side of a window. */
    public void addCanary(int stream, double exposure, long events) {
        pendingCanaryExposure[stream] += exposure;
        pendingCanaryEvents[stream] += events;
    }

    /** Adds the comparison arm's side of a window. */
    public void addOld(int stream, double exposure, long events) {
        pendingOldExposure[stream] += exposure;
        pendingOldEvents[stream] += events;
    }

    /** Ends the look: what can be flushed is, until the next call. */
    public void flush() {
        for (int stream = 0; stream < flushed.length; stream++) {
            flushed[stream] =
                    pendingCanaryExposure[stream] >= exposureMin
                            && pendingOldExposure[stream] >= exposureMin;
            if (flushed[stream]) {
                canaryExposure[stream] = pendingCanaryExposure[stream];
                canaryEvents[stream] = pendingCanaryEvents[stream];
                oldExposure[stream] = pendingOldExposure[stream];
                oldEvents[stream] = pendingOldEvents[stream];
                drop(stream);
            }
        }
    }

    /** Forgets what is pending: it was counted against another comparison arm. */
    public void drop(int stream) {
        pendingCanaryExposure[stream] = 0;
        pendingCanaryEvents[stream] = 0;
        pendingOldExposure[stream] = 0;
        pendingOldEvents[stream] = 0;
    }

    boolean flushed(int stream) {
        return flushed[stream];
    }

    double canaryExposure(int stream) {
        return canaryExposure[stream];
    }

    long canaryEvents(int stream) {
        return canaryEvents[stream];
    }

    /** Canary events flushed at this look; 0 when nothing was. */
    public long flushedCanaryEvents(int stream) {
        return flushed[stream] ? canaryEvents[stream] : 0;
    }

    double oldExposure(int stream) {
        return oldExposure[stream];
    }

    long oldEvents(int stream) {
        return oldEvents[stream];
    }

    public void write(StateWriter state) {
        for (int stream = 0; stream < flushed.length; stream++) {
            state.writeCompact(pendingCanaryExposure[stream]);
            state.writeCompact(pendingCanaryEvents[stream]);
            state.writeCompact(pendingOldExposure[stream]);
            state.writeCompact(pendingOldEvents[stream]);
        }
    }

    public void read(StateReader state) {
        for (int stream = 0; stream < flushed.length; stream++) {
            pendingCanaryExposure[stream] = state.readCompactDouble();
            pendingCanaryEvents[stream] = state.readCompactLong();
            pendingOldExposure[stream] = state.readCompactDouble();
            pendingOldEvents[stream] = state.readCompactLong();
        }
    }
}
