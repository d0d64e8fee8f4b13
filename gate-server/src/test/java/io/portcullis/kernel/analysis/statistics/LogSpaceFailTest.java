package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;

/**
 * The FAIL test as analysis 2.1-2.4 and 2.13 write it: sums kept as logarithms, lae and log1p, every
 * group by itself. {@link FailTest} is held to it.
 */
final class LogSpaceFailTest {

    private static final double[] FRACTIONS = {0.1, 0.2, 0.4, 0.65, 0.9};
    private static final double[] RATIOS = {1.15, 1.35, 1.75, 2.5, 4, 8, 16, 40, 120, 1000};
    private static final int BETS = FRACTIONS.length + RATIOS.length;

    private final Groups groups;
    private final double[] weights;
    private final Dispersion[] dispersions;
    private final double[] tolerances;
    private final FailParameters parameters;
    private final OnsetWeights onset;
    private final double[] logSums;
    private int looks;

    LogSpaceFailTest(
            Groups groups,
            double[] weights,
            Dispersion[] dispersions,
            double[] tolerances,
            FailParameters parameters) {
        this.groups = groups;
        this.weights = weights;
        this.dispersions = dispersions;
        this.tolerances = tolerances;
        this.parameters = parameters;
        onset = OnsetWeights.over(parameters.looksPlanned(), parameters.firstLook());
        logSums = new double[groups.count() * BETS];
        Arrays.fill(logSums, Double.NEGATIVE_INFINITY);
    }

    /** S <- lae(S, log pi_t w) + l. */
    void look(Blocks blocks) {
        looks++;
        for (int group = 0; group < groups.count(); group++) {
            double[] increments = increments(group, blocks);
            for (int bet = 0; bet < BETS; bet++) {
                int lane = bet < FRACTIONS.length ? FRACTIONS.length : RATIOS.length;
                double entering = onset.logWeight(looks) - Math.log(lane);
                int at = group * BETS + bet;
                logSums[at] = LogSpace.add(logSums[at], entering) + increments[bet];
            }
        }
    }

    private double[] increments(int group, Blocks blocks) {
        var sums = new Sums();
        var increments = new double[BETS];
        for (int index = 0; index < groups.size(group); index++) {
            int i = groups.member(group, index);
            if (blocks.flushed(i)) {
                sums.add(blocks, i, tolerances[i], parameters.excess());
                addRatios(blocks, i, increments);
            }
        }
        if (!sums.active) {
            return increments;
        }
        for (int c = 0; c < FRACTIONS.length; c++) {
            increments[c] =
                    sums.events > 0
                            ? Math.log1p(FRACTIONS[c] * (sums.observed / sums.expected - 1))
                            : Math.log1p(FRACTIONS[c] * Math.expm1(-sums.virtual));
        }
        double phi = dispersions[group].tempering(parameters.skewness(), sums.variance);
        double cap = LaneP.cap(weights[group], parameters);
        for (int j = FRACTIONS.length; j < BETS; j++) {
            increments[j] = Math.min(increments[j] / phi, cap);
        }
        return increments;
    }

    private void addRatios(Blocks blocks, int i, double[] increments) {
        double odds = tolerances[i] * blocks.canaryExposure(i) / blocks.oldExposure(i);
        for (int j = 0; j < RATIOS.length; j++) {
            double a = Math.log(RATIOS[j]);
            double b = Math.log1p(odds * RATIOS[j]) - Math.log1p(odds);
            increments[FRACTIONS.length + j] +=
                    (a - b) * blocks.canaryEvents(i)
                            - b * blocks.oldEvents(i)
                            - parameters.excess() * blocks.canaryExposure(i) * Math.expm1(a - b);
        }
    }

    /** O, K, N, E and V of a group. */
    private static final class Sums {

        private boolean active;
        private double observed;
        private double events;
        private double virtual;
        private double expected;
        private double variance;

        void add(Blocks blocks, int i, double tolerance, double excess) {
            active = true;
            double odds = tolerance * blocks.canaryExposure(i) / blocks.oldExposure(i);
            double theta = odds / (1 + odds);
            long k = blocks.canaryEvents(i) + blocks.oldEvents(i);
            double nu = excess * blocks.oldExposure(i) / tolerance;
            observed += blocks.canaryEvents(i);
            events += k;
            virtual += nu;
            expected += theta * (k + nu);
            variance += k * theta * (1 - theta);
        }
    }

    double logGroup(int group) {
        int from = group * BETS;
        int between = from + FRACTIONS.length;
        double remaining = onset.logRemaining(looks);
        double laneN = LogSpace.add(LogSpace.sum(logSums, from, between), remaining);
        double laneP = LogSpace.add(LogSpace.sum(logSums, between, from + BETS), remaining);
        return LogSpace.add(
                Math.log(parameters.laneNWeight()) + laneN,
                Math.log1p(-parameters.laneNWeight()) + laneP);
    }

    double logTotal() {
        double total = Double.NEGATIVE_INFINITY;
        for (int group = 0; group < groups.count(); group++) {
            total = LogSpace.add(total, Math.log(weights[group]) + logGroup(group));
        }
        return total;
    }
}
