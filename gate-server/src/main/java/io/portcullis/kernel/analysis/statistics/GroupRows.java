package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/**
 * The flushed blocks of one look, summed group by group, stratified (analysis 2.1): unequal shares
 * of a group's members cannot produce Simpson's paradox. Each stream is worked out once and added
 * to every group it belongs to, streams in their order. Reused from look to look.
 *
 * <pre>
 *   per member  theta = r rho0 / (1 + r rho0),  k = x_c + x_b,  nu = epsilon n_b / rho0
 *   O = sum x_c,  K = sum k,  N = sum nu,  E = sum theta (k + nu),  V = sum k theta (1 - theta)
 *   L_j = sum l_ij of lane P
 * </pre>
 */
final class GroupRows {

    private static final int OBSERVED = 0;
    private static final int EVENTS = 1;
    private static final int VIRTUAL = 2;
    private static final int EXPECTED = 3;
    private static final int VARIANCE = 4;
    private static final int RATIOS = 5;
    private static final int WIDTH = RATIOS + LaneP.BETS;

    private final Groups groups;
    private final double excess;
    private final double[] rows;
    private final boolean[] active;
    private final int[] activeGroups;
    private final double[] member = new double[RATIOS];
    private final double[] memberRatios = new double[LaneP.BETS];
    private int activeCount;

    GroupRows(Groups groups, double excess) {
        this.groups = groups;
        this.excess = excess;
        rows = new double[groups.count() * WIDTH];
        active = new boolean[groups.count()];
        activeGroups = new int[groups.count()];
    }

    /** Takes up a look's flushed blocks in place of the last one's. */
    void take(Blocks blocks, double[] tolerances) {
        for (int at = 0; at < activeCount; at++) {
            int group = activeGroups[at];
            active[group] = false;
            Arrays.fill(rows, group * WIDTH, (group + 1) * WIDTH, 0);
        }
        activeCount = 0;
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            if (blocks.flushed(stream)) {
                workOut(blocks, stream, tolerances[stream]);
                for (int group : groups.of(stream)) {
                    add(group);
                }
            }
        }
    }

    private void workOut(Blocks blocks, int stream, double tolerance) {
        double canary = blocks.canaryExposure(stream);
        double old = blocks.oldExposure(stream);
        double canaryEvents = blocks.canaryEvents(stream);
        double oldEvents = blocks.oldEvents(stream);
        double odds = tolerance * canary / old;
        double theta = odds / (1 + odds);
        double both = canaryEvents + oldEvents;
        double virtual = excess * old / tolerance;
        member[OBSERVED] = canaryEvents;
        member[EVENTS] = both;
        member[VIRTUAL] = virtual;
        member[EXPECTED] = theta * (both + virtual);
        member[VARIANCE] = both * theta * (1 - theta);
        LaneP.logRatios(odds, canaryEvents, oldEvents, excess * canary, memberRatios);
    }

    private void add(int group) {
        if (!active[group]) {
            active[group] = true;
            activeGroups[activeCount++] = group;
        }
        int from = group * WIDTH;
        for (int column = 0; column < RATIOS; column++) {
            rows[from + column] += member[column];
        }
        for (int bet = 0; bet < LaneP.BETS; bet++) {
            rows[from + RATIOS + bet] += memberRatios[bet];
        }
    }

    /** How many groups have a flushed member. */
    int activeCount() {
        return activeCount;
    }

    /** Those groups, in no certain order. */
    int activeGroup(int position) {
        return activeGroups[position];
    }

    boolean isActive(int group) {
        return active[group];
    }

    double observed(int group) {
        return rows[group * WIDTH + OBSERVED];
    }

    double events(int group) {
        return rows[group * WIDTH + EVENTS];
    }

    double virtualEvents(int group) {
        return rows[group * WIDTH + VIRTUAL];
    }

    double expected(int group) {
        return rows[group * WIDTH + EXPECTED];
    }

    double variance(int group) {
        return rows[group * WIDTH + VARIANCE];
    }

    /** L_j, before tempering and cap. */
    double logRatio(int group, int bet) {
        return rows[group * WIDTH + RATIOS + bet];
    }

    /** d of lane N. */
    double deviation(int group) {
        return LaneN.deviation(
                observed(group), expected(group), events(group), virtualEvents(group));
    }
}
