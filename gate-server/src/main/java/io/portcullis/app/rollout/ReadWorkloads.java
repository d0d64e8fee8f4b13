package io.portcullis.app.rollout;

import io.portcullis.kernel.decision.Reason;
import io.portcullis.kernel.decision.ReasonType;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.WorkloadFacts;
import io.portcullis.port.control.WorkloadSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Reads what the workload is in every region, all regions at once. */
final class ReadWorkloads {

    private final WorkloadSource source;
    private final Executor executor;

    ReadWorkloads(WorkloadSource source, Executor executor) {
        this.source = source;
        this.executor = executor;
    }

    Workloads read(ServiceName service, Collection<Region> regions) {
        var reading = new TreeMap<Region, CompletableFuture<Answer>>();
        for (Region region : regions) {
            reading.put(
                    region,
                    CompletableFuture.supplyAsync(() -> read(service, region), executor));
        }
        var facts = new TreeMap<Region, WorkloadFacts>();
        var unknown = new ArrayList<Reason>();
        reading.forEach(
                (region, answer) -> {
                    switch (answer.join()) {
                        case Answer.Seen(var seen) -> seen.ifPresent(it -> facts.put(region, it));
                        case Answer.Failed(var reason) -> unknown.add(reason);
                    }
                });
        return new Workloads(facts, unknown);
    }

    private Answer read(ServiceName service, Region region) {
        try {
            return new Answer.Seen(source.read(service, region));
        } catch (ControlUnavailable e) {
            return new Answer.Failed(
                    Reason.at(
                            ReasonType.ADMISSION_UNKNOWN,
                            region,
                            "The workload in %s cannot be read, so nothing is known of who owns it: %s"
                                    .formatted(region, e.getMessage())));
        }
    }

    private sealed interface Answer {
        record Seen(Optional<WorkloadFacts> facts) implements Answer {}

        record Failed(Reason reason) implements Answer {}
    }

    /**
     * @param facts of regions the gate has access to
     * @param unknown regions it should have access to and has not
     */
    record Workloads(SortedMap<Region, WorkloadFacts> facts, List<Reason> unknown) {}
}
