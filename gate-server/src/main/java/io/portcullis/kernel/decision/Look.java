package io.portcullis.kernel.decision;

import io.portcullis.kernel.analysis.LookFindings;
import io.portcullis.kernel.evidence.LookEvidence;

/**
 * All a decision rests on at one look.
 *
 * @param findings of the analysis
 * @param evidence what was counted, and what could not be
 * @param times of this look and those before
 */
public record Look(
        StageProgress progress, LookFindings findings, LookEvidence evidence, LookTimes times) {}
