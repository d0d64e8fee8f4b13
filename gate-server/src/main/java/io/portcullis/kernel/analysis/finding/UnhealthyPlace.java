package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.StreamKey;
import io.portcullis.kernel.evidence.Counts;

/**
 * A place the rollout did not touch that was bad over the last looks (analysis 2.8).
 *
 * @param place signal and place, all arms together
 * @param recent counts over the last looks
 * @param limitRatio rate from which it is unhealthy; 0-1
 */
public record UnhealthyPlace(StreamKey place, Counts recent, double limitRatio) {}
