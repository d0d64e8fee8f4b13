package io.portcullis.port.control;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import java.util.Optional;

/** Reads what a service's workload is in one region, before anything is touched. */
public interface WorkloadSource {

    /**
     * The workload as it is now; empty where the gate has no access to the service's workload in
     * this region.
     *
     * @throws ControlUnavailable where there should be access and there is none
     */
    Optional<WorkloadFacts> read(ServiceName service, Region region);
}
