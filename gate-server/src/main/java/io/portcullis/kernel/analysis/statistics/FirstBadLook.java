package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/**
 * When a bad spell began (analysis 2.4): a running sum D of lane N's log factor, restarted whenever
 * it is not positive. While D > 0 the first bad look is the look after the last block before the
 * sum started.
 */
final class FirstBadLook {

    private final double[] sum;
    private final int[] start;
    private final int[] previousFlush;

    FirstBadLook(int groupCount) {
        sum = new double[groupCount];
        start = new int[groupCount];
        previousFlush = new int[groupCount];
        Arrays.fill(start, 1);
    }

    /** A block of this group was flushed at look t = 1, 2, ... */
    void add(int group, int look, double logFactor) {
        if (sum[group] <= 0) {
            sum[group] = 0;
            start[group] = previousFlush[group] + 1;
        }
        sum[group] += logFactor;
        previousFlush[group] = look;
    }

    /** Look of a group's last block; 0 before the first. */
    int previousFlush(int group) {
        return previousFlush[group];
    }

    /** First bad look, counted from 1; 0 while there is none. */
    int get(int group) {
        return sum[group] > 0 ? start[group] : 0;
    }

    void write(StateWriter state) {
        for (int group = 0; group < sum.length; group++) {
            state.write(sum[group]);
            state.writeSigned(start[group]);
            state.writeSigned(previousFlush[group]);
        }
    }

    void read(StateReader state) {
        for (int group = 0; group < sum.length; group++) {
            sum[group] = state.readDouble();
            start[group] = state.readSigned();
            previousFlush[group] = state.readSigned();
        }
    }
}
