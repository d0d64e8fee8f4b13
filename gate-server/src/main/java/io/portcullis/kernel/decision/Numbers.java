package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Counts;

/**
 * What was counted on both arms, so that a person can check a reason by hand.
 *
 * @param canary events of exposure on the new version, since the stage opened
 * @param comparison the same on what it is compared with
 * @param logEvidence natural logarithm of the evidence
 * @param logThreshold natural logarithm of the value at which it decides
 */
public record Numbers(Counts canary, Counts comparison, double logEvidence, double logThreshold) {}
