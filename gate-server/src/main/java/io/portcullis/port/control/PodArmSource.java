package io.portcullis.port.control;

import io.portcullis.kernel.evidence.Arm;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.Map;

/** Tells the arm of a sample that names only its pod. */
public interface PodArmSource {

    /**
     * Arms by pod name, draining pods included: pods of the revision that ran when the rollout
     * started are {@code STABLE}, all others of the workload are {@code CANARY}. Pods that are not
     * in it have no known arm.
     *
     * @param before the revision recorded when the rollout started
     * @throws ControlUnavailable when the region's cluster does not answer
     */
    Map<String, Arm> arms(ServiceName service, Region region, WorkloadRevision before);
}
