package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.Level;
import io.portcullis.kernel.analysis.statistics.Dispersion;
import io.portcullis.kernel.evidence.SignalName;

/**
 * How much the counts of a signal are taken to scatter at a level (analysis 2.9).
 *
 * @param windows comparisons in which nothing differs that it was calibrated from; 0 when it is the
 *     default
 */
public record AssumedDispersion(
        SignalName signal, Level level, Dispersion dispersion, int windows) {}
