package io.portcullis.port;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import java.util.Map;

/**
 * Tells which pods of a region run the new version: for metrics that carry a pod's name and nothing
 * of its version. Answers from what was last seen of the cluster and never waits for it.
 */
public interface PodArmSource {

    /** Arm of each pod that is known, by name; a pod that is missing here is of unknown arm. */
    Map<String, Arm> pods(Region region);
}
