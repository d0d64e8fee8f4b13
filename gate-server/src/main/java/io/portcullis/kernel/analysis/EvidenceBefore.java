package io.portcullis.kernel.analysis;

import io.portcullis.kernel.evidence.LookEvidence;
import java.util.List;

/**
 * What is known when a rollout starts.
 *
 * @param looks the last looks before it, oldest first; those in which something was measured
 * @param asIfCanary looks of before in which some servers of the old version count as
 *     {@code CANARY}: comparisons in which nothing differs, on which the dispersion is calibrated
 *     (analysis 2.9); empty where servers cannot be told apart
 */
public record EvidenceBefore(List<LookEvidence> looks, List<LookEvidence> asIfCanary) {

    public EvidenceBefore {
        looks = List.copyOf(looks);
        asIfCanary = List.copyOf(asIfCanary);
    }

    /** Without comparisons in which nothing differs. */
    public static EvidenceBefore uncalibrated(List<LookEvidence> looks) {
        return new EvidenceBefore(looks, List.of());
    }
}
