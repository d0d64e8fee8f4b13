package io.portcullis.kernel.analysis.statistics;

/**
 * Counts of one stream on both arms, over one look or over many.
 *
 * @param canaryExposure n_c, attempts or a real-valued exposure of the canary; at least 0
 * @param canaryEvents x_c, bad events of the canary; at least 0
 * @param oldExposure n_b, exposure of the comparison arm; at least 0
 * @param oldEvents x_b, bad events of the comparison arm; at least 0
 */
public record Window(double canaryExposure, long canaryEvents, double oldExposure, long oldEvents) {

    public static final Window EMPTY = new Window(0, 0, 0, 0);

    public Window {
        requireExposure("canaryExposure", canaryExposure);
        requireExposure("oldExposure", oldExposure);
        if (canaryEvents < 0 || oldEvents < 0) {
            throw new IllegalArgumentException(
                    "events are " + canaryEvents + " and " + oldEvents + "; must be >= 0");
        }
    }

    public Window plus(Window other) {
        return new Window(
                canaryExposure + other.canaryExposure,
                Math.addExact(canaryEvents, other.canaryEvents),
                oldExposure + other.oldExposure,
                Math.addExact(oldEvents, other.oldEvents));
    }

    private static void requireExposure(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + "; must be finite and >= 0");
        }
    }
}
