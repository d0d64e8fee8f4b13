package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/**
 * Evidence that the canary is worse than tolerated, in a family of groups (analysis 2.1-2.5).
 *
 * <pre>
 *   per group, bet j of prior weight w_j:  S_j <- (S_j + pi_t w_j) e^l_j,  t = looks made
 *   W^N = sum S_c + R_t,  W^P = sum S_m + R_t,  W_g = w_N W^N + (1 - w_N) W^P
 *   W = sum v_g W_g;  FAIL at the first look with log W >= -log alpha
 * </pre>
 *
 * <p>W is an e-process: by Ville's inequality it ever reaches 1/alpha with probability at most alpha
 * when no stream is worse than tolerated, whatever the number of looks, the drift of the old arm
 * and the dependence between streams. Not thread-safe.
 *
 * <p>Sums are kept as they are ({@link BetSums}), not as logarithms: a look then costs one logarithm
 * and one exponential per bet. A group without a flushed block has the factor 1 and costs nothing:
 * what enters meanwhile, sum of pi = R_s - R_t, is added at its next block, and until then S + R is
 * constant.
 */
public final class FailTest {

    private static final int BETS = LaneN.BETS + LaneP.BETS;

    private final Groups groups;
    private final double[] weights;
    private final Dispersion[] dispersions;
    private final double[] tolerances;
    private final double[] caps;
    private final double[] persistences;
    private final FailParameters parameters;
    private final OnsetWeights onset;

    private final BetSums sums;
    private final FirstBadLook firstBadLook;
    private int looks;

    private final GroupRows rows;
    private final double[] values;
    private final int[] valueSteps;
    private double total;
    private int totalStep;
    private double logTotal;

    /**
     * A test before its first look.
     *
     * @param weights v_g per group; their sum is 1
     * @param dispersions per group
     * @param tolerances rho_0 per stream
     */
    public FailTest(
            Groups groups,
            double[] weights,
            Dispersion[] dispersions,
            double[] tolerances,
            FailParameters parameters) {
        this.groups = groups;
        this.weights = weights.clone();
        this.dispersions = dispersions.clone();
        this.tolerances = tolerances.clone();
        this.parameters = parameters;
        onset = OnsetWeights.over(parameters.looksPlanned(), parameters.firstLook());
        persistences = new double[groups.count()];
        Arrays.fill(persistences, 1);
        caps = new double[groups.count()];
        for (int group = 0; group < caps.length; group++) {
            caps[group] = LaneP.cap(weights[group], parameters);
        }
        sums = new BetSums(groups.count() * BETS);
        firstBadLook = new FirstBadLook(groups.count());
        rows = new GroupRows(groups, parameters.excess());
        values = new double[groups.count()];
        valueSteps = new int[groups.count()];
        valueAll();
    }

    /** Sets rho_0 of a stream from the next block on; it may rest on what was seen before only. */
    public void tolerate(int stream, double tolerance) {
        tolerances[stream] = tolerance;
    }

    /** Sets the dispersion of a group from the next block on, likewise. */
    public void disperse(int group, Dispersion dispersion) {
        dispersions[group] = dispersion;
    }

    /**
     * Sets how many blocks in a row of a group say the same: each then counts for that part of a
     * block in both lanes, for lane N too takes blocks for exchangeable.
     *
     * @param persistence D, 1 or more
     */
    public void persist(int group, double persistence) {
        persistences[group] = persistence;
    }

    /**
     * Counts the first looks as made without any block.
     *
     * @throws IllegalStateException when a look was made
     */
    public void skip(int count) {
        if (looks != 0) {
            throw new IllegalStateException("looks is " + looks + "; only the first are skipped");
        }
        looks = count;
    }

    /** Applies one look's flushed blocks. */
    public void look(Blocks blocks) {
        looks++;
        rows.take(blocks, tolerances);
        if (rows.activeCount() == 0) {
            return;
        }
        for (int position = 0; position < rows.activeCount(); position++) {
            int group = rows.activeGroup(position);
            enter(group);
            double deviation = rows.deviation(group);
            multiply(group, deviation);
            firstBadLook.add(group, looks, LaneN.badLookLogFactor(deviation));
            value(group);
        }
        logTotal = sumOfGroups();
    }

    /** S_j + (R_s - R_t) w_j, s the look of the group's last block. */
    private void enter(int group) {
        double mass = onset.remaining(firstBadLook.previousFlush(group)) - onset.remaining(looks);
        int from = group * BETS;
        for (int bet = 0; bet < BETS; bet++) {
            sums.enter(from + bet, mass / (bet < LaneN.BETS ? LaneN.BETS : LaneP.BETS));
        }
    }

    /** Times f_c^(1/D) of lane N, times e^min(L_j / (phi D), cap) of lane P. */
    private void multiply(int group, double deviation) {
        int from = group * BETS;
        double persistence = persistences[group];
        for (int bet = 0; bet < LaneN.BETS; bet++) {
            if (persistence == 1) {
                sums.multiply(from + bet, LaneN.factor(bet, deviation));
            } else {
                sums.raise(from + bet, Math.log(LaneN.factor(bet, deviation)) / persistence);
            }
        }
        double phi = tempering(group) * persistence;
        for (int bet = 0; bet < LaneP.BETS; bet++) {
            sums.raise(
                    from + LaneN.BETS + bet,
                    Math.min(rows.logRatio(group, bet) / phi, caps[group]));
        }
    }

    /** phi_g = 1 + kappa [(phi_cl - 1) + c^2 V]. */
    double tempering(int group) {
        return dispersions[group].tempering(parameters.skewness(), rows.variance(group));
    }

    private void valueAll() {
        for (int group = 0; group < groups.count(); group++) {
            value(group);
        }
        logTotal = sumOfGroups();
    }

    /** W_g = w_N (sum S_c + R) + (1 - w_N) (sum S_m + R), R as of the group's last block. */
    private void value(int group) {
        int from = group * BETS;
        double remaining = onset.remaining(firstBadLook.previousFlush(group));
        int top = sums.top(from, from + BETS);
        int step = remaining > 0 ? Math.max(0, top) : top;
        double waiting = BetSums.at(remaining, 0, step);
        double laneN = sums.sum(from, from + LaneN.BETS, step) + waiting;
        double laneP = sums.sum(from + LaneN.BETS, from + BETS, step) + waiting;
        values[group] = parameters.laneNWeight() * laneN + (1 - parameters.laneNWeight()) * laneP;
        valueSteps[group] = step;
    }

    /** log W^N of a group. */
    double logLaneN(int group) {
        return logLane(group, 0, LaneN.BETS);
    }

    /** log W^P of a group. */
    double logLaneP(int group) {
        return logLane(group, LaneN.BETS, BETS);
    }

    private double logLane(int group, int first, int end) {
        int step = valueSteps[group];
        double remaining = onset.remaining(firstBadLook.previousFlush(group));
        double sum = sums.sum(group * BETS + first, group * BETS + end, step);
        return BetSums.log(sum + BetSums.at(remaining, 0, step), step);
    }

    /** log W_g. */
    public double logGroup(int group) {
        return BetSums.log(values[group], valueSteps[group]);
    }

    /** log W = log of the sum of v_g W_g; 0 before the first look. */
    public double logTotal() {
        return logTotal;
    }

    /** v_g W_g / W, a group's part of the evidence. */
    public double share(int group) {
        return weights[group] * BetSums.at(values[group], valueSteps[group], totalStep) / total;
    }

    /** The group with the largest v_g W_g. */
    public int heaviest() {
        int heaviest = 0;
        for (int group = 1; group < values.length; group++) {
            if (share(group) > share(heaviest)) {
                heaviest = group;
            }
        }
        return heaviest;
    }

    private double sumOfGroups() {
        int top = Integer.MIN_VALUE;
        for (int step : valueSteps) {
            top = Math.max(top, step);
        }
        total = 0;
        totalStep = top;
        for (int group = 0; group < values.length; group++) {
            total += weights[group] * BetSums.at(values[group], valueSteps[group], top);
        }
        return BetSums.log(total, top);
    }

    /** Whether W reaches 1/alpha at this look. */
    public boolean fails() {
        return logTotal() >= logThreshold();
    }

    /** log(1/alpha). */
    public double logThreshold() {
        return -Math.log(parameters.alpha());
    }

    /** First look of the bad spell that lasts until now, counted from 1; 0 without one. */
    public int firstBadLook(int group) {
        return firstBadLook.get(group);
    }

    /** Looks made, t. */
    public int looks() {
        return looks;
    }

    /** Writes the state: of groups that never had a block nothing but that. */
    public void write(StateWriter state) {
        state.write(looks);
        firstBadLook.write(state);
        for (int group = 0; group < groups.count(); group++) {
            if (firstBadLook.previousFlush(group) > 0) {
                sums.write(state, group * BETS, (group + 1) * BETS);
            }
        }
    }

    public void read(StateReader state) {
        looks = state.readInt();
        firstBadLook.read(state);
        for (int group = 0; group < groups.count(); group++) {
            if (firstBadLook.previousFlush(group) > 0) {
                sums.read(state, group * BETS, (group + 1) * BETS);
            }
        }
        valueAll();
    }

    double cap(int group) {
        return caps[group];
    }

    /** The blocks of the look just applied, by group. */
    GroupRows rows() {
        return rows;
    }

    /** f_c of lane N, at the look just applied; for checks against the formulas. */
    double laneNFactor(int group, int bet) {
        return LaneN.factor(bet, rows.deviation(group));
    }

    /** min(L_j / phi, cap) of lane P, likewise. */
    double lanePIncrement(int group, int bet) {
        return Math.min(rows.logRatio(group, bet) / tempering(group), caps[group]);
    }
}
