package io.portcullis.app.rollout;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.port.control.ControlUnavailable;
import io.portcullis.port.control.WorkloadFacts;
import io.portcullis.port.control.WorkloadSource;
import java.util.Collection;
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
                    region, CompletableFuture.supplyAsync(() -> read(service, region), executor));
        }
        var facts = new TreeMap<Region, WorkloadFacts>();
        var unreadable = new TreeMap<Region, String>();
        reading.forEach((region, answer) -> {
            switch (answer.join()) {
                case Answer.Seen(var seen) -> seen.ifPresent(it -> facts.put(region, it));
                case Answer.Failed(var cause) -> unreadable.put(region, cause);
            }
        });
        return new Workloads(facts, unreadable);
    }

    private Answer read(ServiceName service, Region region) {
        try {
            return new Answer.Seen(source.read(service, region));
        } catch (ControlUnavailable e) {
            return new Answer.Failed(String.valueOf(e.getMessage()));
        }
    }

    private sealed interface Answer {
        record Seen(Optional<WorkloadFacts> facts) implements Answer {}

        record Failed(String cause) implements Answer {}
    }

    /**
     * @param facts of regions the gate has access to
     * @param unreadable regions it should have access to and has not, with the cause
     */
    record Workloads(
            SortedMap<Region, WorkloadFacts> facts, SortedMap<Region, String> unreadable) {}
}
