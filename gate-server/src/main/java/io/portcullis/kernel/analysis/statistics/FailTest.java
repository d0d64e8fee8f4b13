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
 */
public final class FailTest {

    private static final int BETS = LaneN.BETS + LaneP.BETS;

    private final Groups groups;
    private final double[] weights;
    private final Dispersion[] dispersions;
    private final double[] tolerances;
    private final FailParameters parameters;
    private final OnsetWeights onset;

    private final double[] logSums;
    private final FirstBadLook firstBadLook;
    private int looks;
    private double logTotal;

    private final double[][] streamRatios;
    private final GroupBlock block = new GroupBlock();
    private final double[] increments = new double[BETS];
    private final double[] logValues;

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
        logSums = new double[groups.count() * BETS];
        Arrays.fill(logSums, Double.NEGATIVE_INFINITY);
        firstBadLook = new FirstBadLook(groups.count());
        streamRatios = new double[groups.streamCount()][LaneP.BETS];
        logValues = new double[groups.count()];
    }

    /** Sets rho_0 of a stream from the next block on; it may rest on what was seen before only. */
    public void tolerate(int stream, double tolerance) {
        tolerances[stream] = tolerance;
    }

    /** Sets the dispersion of a group from the next block on, likewise. */
    public void disperse(int group, Dispersion dispersion) {
        dispersions[group] = dispersion;
    }

    /** Applies one look's flushed blocks. */
    public void look(Blocks blocks) {
        looks++;
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            if (blocks.flushed(stream)) {
                for (int bet = 0; bet < LaneP.BETS; bet++) {
                    streamRatios[stream][bet] =
                            LaneP.logRatio(
                                    bet, blocks, stream, tolerances[stream], parameters.excess());
                }
            }
        }
        for (int group = 0; group < groups.count(); group++) {
            sum(group, blocks, block);
            computeIncrements(group, blocks);
            multiply(group);
            logValues[group] = logValue(group);
            if (block.active()) {
                firstBadLook.add(group, looks, increments[LaneN.BAD_LOOK_BET]);
            }
        }
        logTotal = sumOfGroups();
    }

    /**
     * Counts the first looks as made without any block: S_j = w_j (1 - R_t), so that W stays 1.
     *
     * @throws IllegalStateException when a look was made
     */
    public void skip(int count) {
        if (looks != 0) {
            throw new IllegalStateException("looks is " + looks + "; only the first are skipped");
        }
        looks = count;
        double logEntered = Math.log1p(-Math.exp(onset.logRemaining(count)));
        for (int group = 0; group < groups.count(); group++) {
            for (int bet = 0; bet < BETS; bet++) {
                int ofLane = bet < LaneN.BETS ? LaneN.BETS : LaneP.BETS;
                logSums[group * BETS + bet] = logEntered - Math.log(ofLane);
            }
            logValues[group] = logValue(group);
        }
        logTotal = sumOfGroups();
    }

    /** The group's flushed blocks of the look just applied, as one stratified block. */
    void sum(int group, Blocks blocks, GroupBlock target) {
        target.clear();
        for (int index = 0; index < groups.size(group); index++) {
            int stream = groups.member(group, index);
            if (blocks.flushed(stream)) {
                target.add(blocks, stream, tolerances[stream], parameters.excess());
            }
        }
    }

    /** log f_c of lane N, then min(L_j / phi, cap) of lane P, of the look just applied. */
    private void computeIncrements(int group, Blocks blocks) {
        if (!block.active()) {
            Arrays.fill(increments, 0);
            return;
        }
        for (int bet = 0; bet < LaneN.BETS; bet++) {
            increments[bet] = LaneN.logFactor(bet, block);
        }
        double phi = tempering(group, block.variance());
        double cap = cap(group);
        for (int bet = 0; bet < LaneP.BETS; bet++) {
            double ratio = 0;
            for (int index = 0; index < groups.size(group); index++) {
                int stream = groups.member(group, index);
                if (blocks.flushed(stream)) {
                    ratio += streamRatios[stream][bet];
                }
            }
            increments[LaneN.BETS + bet] = Math.min(ratio / phi, cap);
        }
    }

    /** phi_g = 1 + kappa [(phi_cl - 1) + c^2 V]. */
    double tempering(int group, double variance) {
        return dispersions[group].tempering(parameters.skewness(), variance);
    }

    private void multiply(int group) {
        double logWeight = onset.logWeight(looks);
        double logEachN = logWeight - Math.log(LaneN.BETS);
        double logEachP = logWeight - Math.log(LaneP.BETS);
        for (int bet = 0; bet < BETS; bet++) {
            int index = group * BETS + bet;
            double entering = bet < LaneN.BETS ? logEachN : logEachP;
            logSums[index] = LogSpace.add(logSums[index], entering) + increments[bet];
        }
    }

    /** log W^N of a group. */
    double logLaneN(int group) {
        int from = group * BETS;
        return LogSpace.add(
                LogSpace.sum(logSums, from, from + LaneN.BETS), onset.logRemaining(looks));
    }

    /** log W^P of a group. */
    double logLaneP(int group) {
        int from = group * BETS + LaneN.BETS;
        return LogSpace.add(
                LogSpace.sum(logSums, from, from + LaneP.BETS), onset.logRemaining(looks));
    }

    private double logValue(int group) {
        return LogSpace.add(
                Math.log(parameters.laneNWeight()) + logLaneN(group),
                Math.log1p(-parameters.laneNWeight()) + logLaneP(group));
    }

    /** log W_g. */
    public double logGroup(int group) {
        return logValues[group];
    }

    /** log W = log of the sum of v_g W_g; 0 before the first look. */
    public double logTotal() {
        return logTotal;
    }

    private double sumOfGroups() {
        double total = Double.NEGATIVE_INFINITY;
        for (int group = 0; group < groups.count(); group++) {
            total = LogSpace.add(total, Math.log(weights[group]) + logValues[group]);
        }
        return total;
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

    public void write(StateWriter state) {
        state.write(looks);
        state.write(logTotal);
        state.write(logSums);
        state.write(logValues);
        firstBadLook.write(state);
    }

    public void read(StateReader state) {
        looks = state.readInt();
        logTotal = state.readDouble();
        state.read(logSums);
        state.read(logValues);
        firstBadLook.read(state);
    }

    double cap(int group) {
        return LaneP.cap(weights[group], parameters);
    }

    /** Increments of a group at the look just applied, lane N first. */
    double[] increments(int group, Blocks blocks) {
        sum(group, blocks, block);
        computeIncrements(group, blocks);
        return increments.clone();
    }
}
