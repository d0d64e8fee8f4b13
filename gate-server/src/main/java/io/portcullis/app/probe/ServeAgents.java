package io.portcullis.app.probe;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.ReleaseIdentity;
import io.portcullis.kernel.relay.coverage.Standpoint;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells agents what to probe, and takes what they found. */
public final class ServeAgents {

    /** How long an agent may go on with what it was told. */
    public static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    private static final int TASKS_MAX = 500;

    /** Later than this a result says nothing. */
    static final Duration AGE_MAX = Duration.ofHours(1);

    private final Map<String, ProbeDefinition> probes;
    private final ProbeStore store;
    private final CoverLinks cover;
    private final InstantSource clock;

    public ServeAgents(
            List<ProbeDefinition> probes, ProbeStore store, CoverLinks cover, InstantSource clock) {
        this.probes =
                probes.stream()
                        .collect(Collectors.toMap(ProbeDefinition::name, Function.identity()));
        this.store = store;
        this.cover = cover;
        this.clock = clock;
    }

    /**
     * By name.
     *
     * @param server the agent stands beside; empty for none
     */
    public List<ProbeTask> tasks(Vantage vantage, Optional<Beside> server) {
        Stream<ProbeTask> wanted =
                probes.values().stream()
                        .filter(probe -> probe.isFrom(vantage))
                        .map(ProbeDefinition::task);
        Stream<ProbeTask> covering =
                probed(vantage, server).stream().flatMap(it -> cover.tasks(it).stream());
        return Stream.concat(wanted, covering)
                .sorted(Comparator.comparing(ProbeTask::name))
                .limit(TASKS_MAX)
                .toList();
    }

    private Optional<ProbedServer> probed(Vantage vantage, Optional<Beside> server) {
        Region region = vantage.region();
        if (server.isEmpty() || region == null) {
            return Optional.empty();
        }
        Beside beside = server.get();
        return Optional.of(
                new ProbedServer(
                        beside.service(),
                        new Standpoint(vantage.name(), region, beside.release()),
                        beside.endpoint(),
                        clock.instant()));
    }

    /** Keeps what the vantage point was to probe. */
    public Taken take(Vantage vantage, Optional<Beside> server, List<Told> told) {
        var results = new ArrayList<ProbeResult>();
        var rejections = new ArrayList<String>();
        for (Told one : told) {
            ProbeDefinition probe = probes.get(one.probe());
            if (probe == null && server.isPresent()) {
                probed(vantage, server)
                        .flatMap(here -> cover.take(here, vantage, one))
                        .ifPresent(rejections::add);
            } else if (probe == null || !probe.isFrom(vantage)) {
                rejections.add(
                        "probe %s is not run from %s".formatted(one.probe(), vantage.name()));
            } else if (one.age().compareTo(AGE_MAX) > 0) {
                rejections.add(
                        "the result of probe %s is %d s old; at most %d s count"
                                .formatted(
                                        one.probe(), one.age().toSeconds(), AGE_MAX.toSeconds()));
            } else {
                results.add(
                        new ProbeResult(
                                one.probe(),
                                vantage,
                                clock.instant().minus(one.age()),
                                one.outcome()));
            }
        }
        if (!results.isEmpty()) {
            store.save(results);
        }
        return new Taken(results.size(), rejections);
    }

    /**
     * A server an agent stands beside.
     *
     * @param endpoint how agents elsewhere reach it
     */
    public record Beside(ServiceName service, ReleaseIdentity release, String endpoint) {}

    /**
     * What an agent tells of one run.
     *
     * @param age how long ago it ended
     */
    public record Told(String probe, ProbeOutcome outcome, Duration age) {}

    /** What became of it. */
    public record Taken(int stored, List<String> rejections) {
        public Taken {
            rejections = List.copyOf(rejections);
        }
    }
}
