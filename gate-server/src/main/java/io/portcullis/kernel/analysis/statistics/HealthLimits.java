package io.portcullis.kernel.analysis.statistics;

/**
 * From which rate on a place is unhealthy, given its looks before the rollout (analysis 2.8).
 *
 * <pre>
 *   p+ = (X + 1 + 2 sqrt(X + 1)) / (N + 1/pbar)
 *   recent: x >= 10 and x/n >= max(2 p+, min(ceiling, max(3 p+, p+ + 1 %)))   over the last 18 looks
 *   stage:  x >= 20 and x/n >= max(2 p+, min(ceiling, 3 p+ + 0.1 %))          since the stage opened
 * </pre>
 *
 * @param rateUpper p+, upper bound of the rate before
 * @param recentRate rate from which the last looks are unhealthy
 * @param stageRate rate from which the stage is unhealthy
 */
public record HealthLimits(double rateUpper, double recentRate, double stageRate) {

    /** Looks the recent rule spans. */
    public static final int RECENT_LOOKS = 18;

    private static final long RECENT_EVENTS_MIN = 10;
    private static final long STAGE_EVENTS_MIN = 20;

    /**
     * Limits of a place.
     *
     * @param exposure N, before the rollout
     * @param events X, before the rollout
     * @param meanRate pbar, rate over the metric's places
     * @param ceiling rate above which a place may be called unhealthy
     */
    public static HealthLimits of(double exposure, long events, double meanRate, double ceiling) {
        double upper = (events + 1 + 2 * Math.sqrt(events + 1.0)) / (exposure + 1 / meanRate);
        double recent = Math.max(2 * upper, Math.min(ceiling, Math.max(3 * upper, upper + 0.01)));
        double stage = Math.max(2 * upper, Math.min(ceiling, 3 * upper + 0.001));
        return new HealthLimits(upper, recent, stage);
    }

    /** Whether there are events enough over the last looks to ask for their rate. */
    public boolean enoughRecently(long events) {
        return events >= RECENT_EVENTS_MIN;
    }

    /** Whether counts over the last looks are unhealthy. */
    public boolean recentlyUnhealthy(double exposure, long events) {
        return enoughRecently(events) && events / exposure >= recentRate;
    }

    /** Whether counts since the stage opened are unhealthy. */
    public boolean unhealthySinceStage(double exposure, long events) {
        return events >= STAGE_EVENTS_MIN && events / exposure >= stageRate;
    }
}
