package io.portcullis.kernel.analysis.statistics;

/**
 * The flushed blocks of a group at one look, stratified (analysis 2.1): unequal shares of its
 * members cannot produce Simpson's paradox. Reused from group to group.
 *
 * <pre>
 *   per member  theta = r rho0 / (1 + r rho0),  k = x_c + x_b,  nu = epsilon n_b / rho0
 *   O = sum x_c,  K = sum k,  N = sum nu,  E = sum theta (k + nu),  V = sum k theta (1 - theta)
 * </pre>
 */
final class GroupBlock {

    private boolean active;
    private long observed;
    private long events;
    private double virtualEvents;
    private double expected;
    private double variance;

    void clear() {
        active = false;
        observed = 0;
        events = 0;
        virtualEvents = 0;
        expected = 0;
        variance = 0;
    }

    void add(Blocks blocks, int stream, double tolerance, double excess) {
        double odds = tolerance * blocks.canaryExposure(stream) / blocks.oldExposure(stream);
        double theta = odds / (1 + odds);
        long both = blocks.canaryEvents(stream) + blocks.oldEvents(stream);
        double virtual = excess * blocks.oldExposure(stream) / tolerance;
        active = true;
        observed += blocks.canaryEvents(stream);
        events += both;
        virtualEvents += virtual;
        expected += theta * (both + virtual);
        variance += both * theta * (1 - theta);
    }

    /** Whether some member was flushed. */
    boolean active() {
        return active;
    }

    long observed() {
        return observed;
    }

    long events() {
        return events;
    }

    double virtualEvents() {
        return virtualEvents;
    }

    double expected() {
        return expected;
    }

    double variance() {
        return variance;
    }
}
