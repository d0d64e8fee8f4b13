package io.portcullis.kernel.decision;

import io.portcullis.kernel.evidence.Counts;

/**
 * What was counted on both arms, so that a person can check a reason by hand.
 *
 * @param canary events of exposure on the new version, since the stage opened
 * @param comparison the same on what it is compared with
 * @param evidence how far the evidence is, on the scale of the threshold
 * @param threshold at which the evidence decides
 */
public record Numbers(Counts canary, Counts comparison, double evidence, double threshold) {}
