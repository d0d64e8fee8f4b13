package io.portcullis.kernel.analysis.history;

import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.evidence.SignalName;

/**
 * How much more than by chance counts of one level vary (analysis 2.9), over many intervals.
 *
 * @param median of either coefficient
 * @param p90 90 % quantile of either coefficient
 * @param intervals in which it could be calibrated; the others are left out
 */
public record LevelDispersion(
        SignalName signal, Level level, Dispersion median, Dispersion p90, int intervals) {}
