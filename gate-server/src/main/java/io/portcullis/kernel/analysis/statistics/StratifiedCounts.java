package io.portcullis.kernel.analysis.statistics;

import java.util.OptionalDouble;

/**
 * What is shown of a comparison, summed over flushed blocks and members so that a person can check it
 * (analysis 2.5): observed and expected canary events, and the Mantel-Haenszel ratio.
 *
 * <pre>
 *   O = sum x_c,  E = sum theta (k + nu)
 *   MH = sum x_c n_b / (n_c + n_b)  /  sum x_b n_c / (n_c + n_b)
 * </pre>
 */
public final class StratifiedCounts {

    private final Groups groups;
    private final long[] observed;
    private final double[] expected;
    private final double[] ratioAbove;
    private final double[] ratioBelow;

    public StratifiedCounts(Groups groups) {
        this.groups = groups;
        observed = new long[groups.streamCount()];
        expected = new double[groups.streamCount()];
        ratioAbove = new double[groups.streamCount()];
        ratioBelow = new double[groups.streamCount()];
    }

    /** Adds a stream's block if one was flushed. */
    public void add(int stream, Blocks blocks, double tolerance, double excess) {
        if (!blocks.flushed(stream)) {
            return;
        }
        double canary = blocks.canaryExposure(stream);
        double old = blocks.oldExposure(stream);
        double odds = tolerance * canary / old;
        double virtual = excess * old / tolerance;
        long both = blocks.canaryEvents(stream) + blocks.oldEvents(stream);
        observed[stream] += blocks.canaryEvents(stream);
        expected[stream] += odds / (1 + odds) * (both + virtual);
        ratioAbove[stream] += blocks.canaryEvents(stream) * old / (canary + old);
        ratioBelow[stream] += blocks.oldEvents(stream) * canary / (canary + old);
    }

    /** Forgets a stream's counts. */
    public void reset(int stream) {
        observed[stream] = 0;
        expected[stream] = 0;
        ratioAbove[stream] = 0;
        ratioBelow[stream] = 0;
    }

    /** O of a group. */
    public long observed(int group) {
        long sum = 0;
        for (int stream : groups.members(group)) {
            sum += observed[stream];
        }
        return sum;
    }

    /** E of a group. */
    public double expected(int group) {
        return sum(expected, group);
    }

    /** Mantel-Haenszel ratio of a group; empty without old events. */
    public OptionalDouble ratio(int group) {
        double below = sum(ratioBelow, group);
        return below > 0
                ? OptionalDouble.of(sum(ratioAbove, group) / below)
                : OptionalDouble.empty();
    }

    private double sum(double[] values, int group) {
        double sum = 0;
        for (int stream : groups.members(group)) {
            sum += values[stream];
        }
        return sum;
    }

    public void write(StateWriter state) {
        for (int stream = 0; stream < observed.length; stream++) {
            state.writeCompact(observed[stream]);
            state.writeCompact(expected[stream]);
            state.writeCompact(ratioAbove[stream]);
            state.writeCompact(ratioBelow[stream]);
        }
    }

    public void read(StateReader state) {
        for (int stream = 0; stream < observed.length; stream++) {
            observed[stream] = state.readCompactLong();
            expected[stream] = state.readCompactDouble();
            ratioAbove[stream] = state.readCompactDouble();
            ratioBelow[stream] = state.readCompactDouble();
        }
    }
}
