package io.portcullis.kernel.analysis.statistics;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Evidence that the canary is not worse than a margin (analysis 2.6): null p_c >= rho_1 p_b +
 * epsilon_1, per group with a margin of its own.
 *
 * <pre>
 *   a = log q,  b = log1p(r rho_1 q) - log1p(r rho_1)
 *   l_q = sum [(a - b) x_c - b x_b - epsilon_1 n_c expm1(a - b)] / phi_g
 *   S_q <- (S_q + pi_t/7) e^l_q,  E = sum S_q + R_t,  t = looks since E started
 *   phi_g = 1 + kappa [(phi_cl - 1) + c^2 V],  V = sum [n_c (rho_1 p + epsilon_1) + n_b p] theta (1 - theta)
 *   theta = r rho_1 / (1 + r rho_1),  p = (1 + sum x_b) / (1/prior + sum n_b) over earlier blocks
 * </pre>
 *
 * <p>A release is tested without onset mixture (all mass on t = 1: the plain product), a recovery
 * with one (analysis 2.10). phi must not use the block's own events: blocks with errors would be
 * tempered more than others and bad canaries would pass. Each stream is worked out once for every
 * rho_1 its groups ask for. Not thread-safe.
 */
public final class PassTest {

    private static final double PRIOR_UNKNOWN = 0.01;
    private static final double LOG_BETS = Math.log(LogRatios.BETS);

    private final Groups groups;
    private final Dispersion[] dispersions;
    private final OnsetWeights onset;

    private final @Nullable Margin[] margins;
    private final double[] priors;
    private final double[] logSums;
    private final int[] looks;
    private final double[] oldExposure;
    private final long[] oldEvents;

    private final double[] phi;
    private final double[] variances;
    private final boolean[] active;
    private final double[] increments;
    private final double[] parts = new double[2 * LogRatios.BETS];

    private PassTest(Groups groups, Dispersion[] dispersions, OnsetWeights onset) {
        this.groups = groups;
        this.dispersions = dispersions.clone();
        this.onset = onset;
        margins = new @Nullable Margin[groups.count()];
        priors = new double[groups.streamCount()];
        Arrays.fill(priors, PRIOR_UNKNOWN);
        logSums = new double[groups.count() * LogRatios.BETS];
        looks = new int[groups.count()];
        oldExposure = new double[groups.streamCount()];
        oldEvents = new long[groups.streamCount()];
        phi = new double[groups.count()];
        variances = new double[groups.count()];
        active = new boolean[groups.count()];
        increments = new double[groups.count() * LogRatios.BETS];
    }

    /** Of a release: plain product. No group has a margin yet. */
    public static PassTest ofRelease(Groups groups, Dispersion[] dispersions) {
        return new PassTest(groups, dispersions, OnsetWeights.NONE);
    }

    /** Of a recovery that may begin at any look. No group has a margin yet. */
    public static PassTest ofRecovery(
            Groups groups, Dispersion[] dispersions, OnsetWeights recoveryOnset) {
        return new PassTest(groups, dispersions, recoveryOnset);
    }

    /** Sets the dispersion of a group from the next block on; it may rest on earlier ones only. */
    public void disperse(int group, Dispersion dispersion) {
        dispersions[group] = dispersion;
    }

    /** Starts a group's E anew; without a margin it is not tested. */
    public void start(int group, @Nullable Margin margin) {
        margins[group] = margin;
        looks[group] = 0;
        int from = group * LogRatios.BETS;
        Arrays.fill(logSums, from, from + LogRatios.BETS, Double.NEGATIVE_INFINITY);
    }

    /**
     * Starts a stream's running old-arm rate anew.
     *
     * @param prior rate before the rollout, above 0
     */
    public void startRate(int stream, double prior) {
        if (!(prior > 0)) {
            throw new IllegalArgumentException("prior is " + prior + "; must be > 0");
        }
        priors[stream] = prior;
        oldExposure[stream] = 0;
        oldEvents[stream] = 0;
    }

    /**
     * Applies one look's flushed blocks.
     *
     * @param frozen streams whose old arm is unhealthy: their blocks are dropped
     */
    public void look(Blocks blocks, boolean[] frozen) {
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            if (blocks.flushed(stream) && !frozen[stream]) {
                addToGroups(stream, blocks);
                oldExposure[stream] += blocks.oldExposure(stream);
                oldEvents[stream] += blocks.oldEvents(stream);
            }
        }
        for (int group = 0; group < groups.count(); group++) {
            if (margins[group] != null) {
                multiply(group);
            }
        }
    }

    private void addToGroups(int stream, Blocks blocks) {
        double rate = (1 + oldEvents[stream]) / (1 / priors[stream] + oldExposure[stream]);
        double canary = blocks.canaryExposure(stream);
        double old = blocks.oldExposure(stream);
        double ratio = 0;
        double thetaVariance = 0;
        for (int group : groups.of(stream)) {
            Margin margin = margins[group];
            if (margin == null) {
                continue;
            }
            if (margin.ratio() != ratio) {
                ratio = margin.ratio();
                LogRatios.parts(ratio, blocks, stream, parts);
                thetaVariance = LogRatios.thetaVariance(ratio, canary, old);
            }
            active[group] = true;
            variances[group] += LogRatios.expectedEvents(margin, canary, old, rate) * thetaVariance;
            int from = group * LogRatios.BETS;
            for (int bet = 0; bet < LogRatios.BETS; bet++) {
                increments[from + bet] += parts[2 * bet] - margin.excess() * parts[2 * bet + 1];
            }
        }
    }

    private void multiply(int group) {
        looks[group]++;
        int from = group * LogRatios.BETS;
        double entering = onset.logWeight(looks[group]) - LOG_BETS;
        if (entering != Double.NEGATIVE_INFINITY) {
            for (int at = from; at < from + LogRatios.BETS; at++) {
                logSums[at] = LogSpace.add(logSums[at], entering);
            }
        }
        if (active[group]) {
            phi[group] = dispersions[group].tempering(FailParameters.SKEWNESS, variances[group]);
            for (int at = from; at < from + LogRatios.BETS; at++) {
                logSums[at] += increments[at] / phi[group];
                increments[at] = 0;
            }
            active[group] = false;
            variances[group] = 0;
        }
    }

    /** log E of a group; 0 before its first look. */
    public double logGroup(int group) {
        int from = group * LogRatios.BETS;
        return LogSpace.add(
                LogSpace.sum(logSums, from, from + LogRatios.BETS),
                onset.logRemaining(looks[group]));
    }

    /** Margin of a group; null when it is not tested. */
    public @Nullable Margin margin(int group) {
        return margins[group];
    }

    /** Looks since a group's E started. */
    public int looks(int group) {
        return looks[group];
    }

    /** phi_g of a group's last block; for checks against the formulas. */
    double phi(int group) {
        return phi[group];
    }

    /** Writes the state: sums of groups with a margin of the ladder, rates of streams. */
    public void write(StateWriter state) {
        for (int group = 0; group < groups.count(); group++) {
            Margin margin = margins[group];
            state.writeSigned(margin == null ? -1 : Ladder.rung(margin));
            if (margin != null) {
                state.writeSigned(looks[group]);
                for (int bet = 0; bet < LogRatios.BETS; bet++) {
                    state.write(logSums[group * LogRatios.BETS + bet]);
                }
            }
        }
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            state.write(priors[stream]);
            state.writeCompact(oldExposure[stream]);
            state.writeCompact(oldEvents[stream]);
        }
    }

    public void read(StateReader state) {
        for (int group = 0; group < groups.count(); group++) {
            int rung = state.readSigned();
            start(group, rung < 0 ? null : Ladder.margin(rung));
            if (rung >= 0) {
                looks[group] = state.readSigned();
                for (int bet = 0; bet < LogRatios.BETS; bet++) {
                    logSums[group * LogRatios.BETS + bet] = state.readDouble();
                }
            }
        }
        for (int stream = 0; stream < groups.streamCount(); stream++) {
            priors[stream] = state.readDouble();
            oldExposure[stream] = state.readCompactDouble();
            oldEvents[stream] = state.readCompactLong();
        }
    }
}
