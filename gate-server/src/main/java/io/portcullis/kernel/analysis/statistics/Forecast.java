package io.portcullis.kernel.analysis.statistics;

import java.util.List;

/**
 * How long a healthy canary needs to pass at a margin (analysis 2.7). "Healthy" includes one at the
 * FAIL tolerance.
 *
 * <pre>
 *   V0 = sum [n_c (rho_1 p + epsilon_1) + n_b p] theta (1 - theta),  V_h = sum p (n_c + n_b) theta (1 - theta)
 *   phi = 1 + kappa [(phi_cl - 1) + c^2 V0]
 *   g_q = sum [(a - b) n_c rho_0 p - b n_b p - epsilon_1 n_c expm1(a - b)] / phi
 *   s_q^2 = {(phi_cl + c^2 V_h) sum [(a - b)^2 n_c rho_0 p + b^2 n_b p] + sum (epsilon_1 expm1(a - b))^2 n_c} / phi^2
 *   tau = min over q with g_q > 0 of ((z s_q + sqrt(z^2 s_q^2 + 4 g_q L)) / (2 g_q))^2
 * </pre>
 *
 * @param looks tau; infinite when no bet grows
 * @param growth g_q of the bet that is fastest, expected growth of log E per look; 0 when none grows
 * @param bestBet index of that bet; -1 when none grows
 */
public record Forecast(double looks, double growth, int bestBet) {

    /** Lambda = log(1/beta) + log 7: the distance log E of one bet has to go. */
    public static double distance(double beta) {
        return -Math.log(beta) + Math.log(LogRatios.BETS);
    }

    /** z = the normal quantile of 1 - delta/m. */
    public static double quantile(double delta, int streams) {
        return InverseNormal.at(1 - delta / streams);
    }

    /** The forecast of a group at one margin. */
    public static Forecast of(List<Member> members, Margin margin, Assumptions assumptions) {
        double phi = tempering(members, margin, assumptions);
        double clustered = clustering(members, margin, assumptions);
        var best = new Forecast(Double.POSITIVE_INFINITY, 0, -1);
        for (int bet = 0; bet < LogRatios.BETS; bet++) {
            double growth = growth(bet, members, margin, assumptions) / phi;
            double variance = variance(bet, members, margin, assumptions, clustered) / (phi * phi);
            double looks = looks(growth, variance, assumptions);
            if (looks < best.looks) {
                best = new Forecast(looks, growth, bet);
            }
        }
        return best;
    }

    private static double looks(double growth, double variance, Assumptions assumptions) {
        if (!(growth > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        double z = assumptions.quantile();
        double root =
                z * Math.sqrt(variance)
                        + Math.sqrt(z * z * variance + 4 * growth * assumptions.distance());
        double half = root / (2 * growth);
        return half * half;
    }

    private static double tempering(List<Member> members, Margin margin, Assumptions assumptions) {
        double atMargin = 0;
        for (Member it : members) {
            atMargin +=
                    LogRatios.expectedVariance(
                            margin, it.canaryExposure(), it.oldExposure(), it.rate());
        }
        return assumptions.dispersion().tempering(FailParameters.SKEWNESS, atMargin);
    }

    private static double clustering(List<Member> members, Margin margin, Assumptions assumptions) {
        double healthy = 0;
        for (Member it : members) {
            healthy +=
                    it.rate()
                            * (it.canaryExposure() + it.oldExposure())
                            * LogRatios.thetaVariance(
                                    margin.ratio(), it.canaryExposure(), it.oldExposure());
        }
        Dispersion dispersion = assumptions.dispersion();
        return dispersion.clustering() + dispersion.variationSquared() * healthy;
    }

    private static double growth(
            int bet, List<Member> members, Margin margin, Assumptions assumptions) {
        double sum = 0;
        for (Member it : members) {
            double b = LogRatios.b(bet, it.odds(margin));
            double gain = LogRatios.a(bet) - b;
            sum +=
                    gain * it.canaryExposure() * assumptions.tolerance() * it.rate()
                            - b * it.oldExposure() * it.rate()
                            - margin.excess() * it.canaryExposure() * Math.expm1(gain);
        }
        return sum;
    }

    private static double variance(
            int bet,
            List<Member> members,
            Margin margin,
            Assumptions assumptions,
            double clustered) {
        double ofEvents = 0;
        double ofExposure = 0;
        for (Member it : members) {
            double b = LogRatios.b(bet, it.odds(margin));
            double gain = LogRatios.a(bet) - b;
            ofEvents +=
                    gain * gain * it.canaryExposure() * assumptions.tolerance() * it.rate()
                            + b * b * it.oldExposure() * it.rate();
            double excess = margin.excess() * Math.expm1(gain);
            ofExposure += excess * excess * it.canaryExposure();
        }
        return clustered * ofEvents + ofExposure;
    }

    /**
     * What one stream is expected to see per look.
     *
     * @param canaryExposure n_c, above 0
     * @param oldExposure n_b, above 0
     * @param rate p, of the old arm
     */
    public record Member(double canaryExposure, double oldExposure, double rate) {

        public Member {
            if (!(canaryExposure > 0 && oldExposure > 0)) {
                throw new IllegalArgumentException(
                        "exposures are "
                                + canaryExposure
                                + " and "
                                + oldExposure
                                + "; must be > 0");
            }
            if (!(rate > 0)) {
                throw new IllegalArgumentException("rate is " + rate + "; must be > 0");
            }
        }

        double odds(Margin margin) {
            return margin.ratio() * canaryExposure / oldExposure;
        }
    }

    /**
     * What the forecast rests on besides the traffic.
     *
     * @param dispersion of the group's level
     * @param tolerance rho_0
     * @param distance Lambda
     * @param quantile z
     */
    public record Assumptions(
            Dispersion dispersion, double tolerance, double distance, double quantile) {}
}
