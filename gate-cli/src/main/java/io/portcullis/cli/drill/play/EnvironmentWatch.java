package io.portcullis.cli.drill.play;

import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.portcullis.cli.GateConnection;
import io.portcullis.v1.GetIncidentRequest;
import io.portcullis.v1.Incident;
import io.portcullis.v1.WatchEnvironmentRequest;
import io.portcullis.v1.WatchEnvironmentResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Executor;

/**
 * Watches the world as the gate tells it, on a thread of its own, and reads the incidents it names: those open now and those that
 * were open since the watch began. Goes on after a break.
 */
final class EnvironmentWatch implements AutoCloseable {
    /** Incidents followed; a world with more has other troubles than a drill. */
    private static final int INCIDENTS_MAX = 50;

    private final GateConnection gate;
    private final String service;
    private final Asked<List<Told>> read;
    private final InstantSource clock;
    private final Set<String> named = new ConcurrentSkipListSet<>();

    /** Those named for the first time, read at once: by the clock it matters when. */
    private final Queue<Told> first = new ConcurrentLinkedQueue<>();

    private final Thread thread;

    /**
     * @param service of whose world is told
     */
    EnvironmentWatch(GateConnection gate, String service, Executor executor, InstantSource clock) {
        this.clock = clock;
        this.gate = gate;
        this.service = service;
        this.read = new Asked<>(executor);
        this.thread = Thread.ofVirtual().name("environment").start(this::run);
    }

    /** What was read since the last call; asks for more. */
    List<Told> incidents() {
        List<Told> incidents = new ArrayList<>();
        for (Told one = first.poll(); one != null; one = first.poll()) {
            incidents.add(one);
        }
        incidents.addAll(read.answerIfAny().orElse(List.of()));
        if (!read.isOpen() && !named.isEmpty()) {
            read.ask(this::readAll);
        }
        return incidents;
    }

    /** All that was named, read now. */
    List<Told> readAll() {
        return named.stream().map(this::read).toList();
    }

    private Told read(String name) {
        GetIncidentRequest request = GetIncidentRequest.newBuilder().setName(name).build();
        Incident incident = gate.incidents().getIncident(request).getIncident();
        return new Told(clock.instant(), incident);
    }

    private void run() {
        boolean watching = true;
        while (watching) {
            try {
                watch();
                watching = Retry.rest();
            } catch (StatusRuntimeException e) {
                watching = e.getStatus().getCode() != Code.UNIMPLEMENTED && Retry.rest();
            }
        }
    }

    private void watch() {
        WatchEnvironmentRequest request =
                WatchEnvironmentRequest.newBuilder()
                        .setService(service)
                        .setNotFitOnly(true)
                        .build();
        Iterator<WatchEnvironmentResponse> answers =
                gate.watchingEnvironment().watchEnvironment(request);
        while (answers.hasNext()) {
            answers.next().getEnvironment().getIncidentsList().stream()
                    .filter(name -> named.size() < INCIDENTS_MAX && named.add(name))
                    .map(this::read)
                    .forEach(first::add);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /**
     * An incident as it was read.
     *
     * @param at when
     */
    record Told(Instant at, Incident incident) {}
}
