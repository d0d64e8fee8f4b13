package io.portcullis.app.intake;

import io.portcullis.app.RequestRefused;
import io.portcullis.kernel.evidence.ServiceDefinition;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ProcessSample;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.StoreUnavailable;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Takes in what servers push, keeps it for at most a look, and stores it. Thread-safe. Everything but
 * {@link #restore} and {@link #flush} returns without waiting for the store, and may be called from a
 * network thread.
 *
 * <p>Running totals are never lost: what was not stored is in the next total. Increments that were
 * taken and not yet stored are lost when the process is killed.
 */
public final class EvidenceIntake {

    private final Map<ServiceName, ServiceFlusher> services = new TreeMap<>();
    private final InstantSource clock;

    /**
     * @param replica name of this server of the gate, unlike that of any other
     * @param look length of a look, by which the first looks of a server are left out
     */
    public EvidenceIntake(
            Collection<ServiceDefinition> services,
            EvidenceInbox inbox,
            String replica,
            Duration look,
            InstantSource clock) {
        this.clock = clock;
        for (ServiceDefinition service : services) {
            this.services.put(
                    service.name(),
                    new ServiceFlusher(new ServiceIntake(service, replica, look), inbox, look));
        }
    }

    /**
     * Reads from the store where everything stood. Before that nothing must be pushed.
     *
     * @throws StoreUnavailable when the store cannot be reached
     */
    public void restore() {
        services.values().forEach(ServiceFlusher::restore);
    }

    /**
     * Stores what has come for a service and tells those who wait for it. Once a look is enough; one
     * call at a time works, others wait.
     *
     * @throws StoreUnavailable when the store cannot be reached; nothing is lost by that
     */
    public void flush(ServiceName service) {
        Optional.ofNullable(services.get(service))
                .ifPresent(flusher -> flusher.flush(clock.instant()));
    }

    /** What has happened to relay reports of a known service since this server's start. */
    public SortedMap<RelayHappening, Long> relayHappenings(ServiceName service) {
        return intake(service).happenings().counts();
    }

    /** Every service that is known. */
    public List<ServiceName> services() {
        return List.copyOf(services.keySet());
    }

    public Optional<ServiceDefinition> service(String name) {
        return services.entrySet().stream()
                .filter(entry -> entry.getKey().value().equals(name))
                .map(entry -> entry.getValue().intake().service())
                .findFirst();
    }

    /**
     * A relay node says hello.
     *
     * @param stored told the last stored sequence after each flush that stored something of the node
     * @throws RequestRefused when service or region is not known
     */
    public RelaySession relay(RelayHello hello, LongConsumer stored) {
        var flusher = services.get(hello.service());
        if (flusher == null) {
            throw RequestRefused.invalid(
                    "hello.service",
                    "service.known",
                    "service is " + hello.service() + "; must be one of " + services.keySet());
        }
        var regions = flusher.intake().service().regions();
        if (!regions.contains(hello.region())) {
            throw RequestRefused.invalid(
                    "hello.region",
                    "region.known",
                    "region is " + hello.region() + "; " + hello.service() + " runs in " + regions);
        }
        return new RelaySession(flusher.intake(), hello, stored, clock);
    }

    /** What one server of a known service pushed at once. */
    public Receipt push(ServiceName service, ServerKey server, ServerPush push) {
        return intake(service).push(server, push, clock.instant());
    }

    /** What processes of a known service say of the work they carry. */
    public Receipt processes(ServiceName service, List<ProcessSample> samples) {
        return samples.isEmpty() ? Receipt.ALL : intake(service).hear(samples, clock.instant());
    }

    /** Running totals of one server of a known service. */
    public Receipt totals(ServiceName service, ServerKey server, List<PushedTotal> totals) {
        return push(
                service,
                server,
                new ServerPush(totals, List.of(), List.of(), List.of(), List.of()));
    }

    /** Increments of one server of a known service. */
    public Receipt increments(
            ServiceName service, ServerKey server, List<PushedIncrement> increments) {
        return push(
                service,
                server,
                new ServerPush(List.of(), increments, List.of(), List.of(), List.of()));
    }

    private ServiceIntake intake(ServiceName service) {
        var flusher = services.get(service);
        if (flusher == null) {
            throw new IllegalArgumentException(
                    "service is " + service + "; must be one of " + services.keySet());
        }
        return flusher.intake();
    }
}
