package io.portcullis.app.probe;

import io.portcullis.app.RequestRefused;
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

/** Tells agents what to probe, and takes what they found. */
public final class ServeAgents {

    /** How long an agent may go on with what it was told. */
    public static final Duration ASK_AGAIN_AFTER = Duration.ofSeconds(30);

    static final int TASKS_MAX = 500;

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
     * First what is configured, then links; each by name.
     *
     * @param server the agent stands beside; empty for none
     * @throws RequestRefused it stands beside a server, but in no region
     */
    public Assigned tasks(Vantage vantage, Optional<Beside> server) {
        var tasks =
                new ArrayList<ProbeTask>(
                        probes.values().stream()
                                .filter(probe -> probe.isFrom(vantage))
                                .map(ProbeDefinition::task)
                                .sorted(Comparator.comparing(ProbeTask::name))
                                .toList());
        var leftOut = new ArrayList<String>();
        if (server.isPresent()) {
            Assigned covering = cover.tasks(probed(vantage, server.get()));
            tasks.addAll(covering.tasks());
            leftOut.addAll(covering.leftOut());
        }
        if (tasks.size() > TASKS_MAX) {
            leftOut.add(
                    "%d probes: one agent runs at most %d; %s is the first"
                            .formatted(
                                    tasks.size() - TASKS_MAX,
                                    TASKS_MAX,
                                    tasks.get(TASKS_MAX).name()));
        }
        return new Assigned(tasks.stream().limit(TASKS_MAX).toList(), leftOut);
    }

    private ProbedServer probed(Vantage vantage, Beside beside) {
        Region region = vantage.region();
        if (region == null) {
            throw RequestRefused.invalid(
                    "vantage.region",
                    "region.given",
                    "region is empty; must be given by whoever stands beside a server");
        }
        return new ProbedServer(
                beside.service(),
                new Standpoint(vantage.name(), region, beside.release()),
                beside.endpoint(),
                clock.instant());
    }

    /**
     * Keeps what the vantage point was to probe.
     *
     * @param server the agent stands beside; empty for none
     * @throws RequestRefused it stands beside a server, but in no region
     */
    public Taken take(Vantage vantage, Optional<Beside> server, List<Told> told) {
        var results = new ArrayList<ProbeResult>();
        var ofLinks = new ArrayList<Told>();
        var rejections = new ArrayList<String>();
        for (Told one : told) {
            ProbeDefinition probe = probes.get(one.probe());
            if (one.age().compareTo(AGE_MAX) > 0) {
                rejections.add(
                        "the result of probe %s is %d s old; at most %d s count"
                                .formatted(
                                        one.probe(), one.age().toSeconds(), AGE_MAX.toSeconds()));
            } else if (probe == null && server.isPresent()) {
                ofLinks.add(one);
            } else if (probe == null || !probe.isFrom(vantage)) {
                rejections.add(notRun(one, vantage));
            } else {
                results.add(result(one, vantage));
            }
        }
        if (server.isPresent()) {
            rejections.addAll(cover.take(probed(vantage, server.get()), vantage, ofLinks));
        }
        if (!results.isEmpty()) {
            store.save(results);
        }
        return new Taken(rejections);
    }

    static String notRun(Told told, Vantage vantage) {
        return "probe %s is not run from %s".formatted(told.probe(), vantage.name());
    }

    private ProbeResult result(Told told, Vantage vantage) {
        return new ProbeResult(
                told.probe(), vantage, clock.instant().minus(told.age()), told.outcome());
    }

    /**
     * A server an agent stands beside.
     *
     * @param endpoint how agents elsewhere reach it: a host, and a port or none
     */
    public record Beside(ServiceName service, ReleaseIdentity release, String endpoint) {
        public Beside {
            CoverageDefinition.requireEndpoint(endpoint);
        }
    }

    /**
     * What an agent shall do.
     *
     * @param leftOut what it shall not do although it could be expected, and why; for people
     */
    public record Assigned(List<ProbeTask> tasks, List<String> leftOut) {
        public Assigned {
            tasks = List.copyOf(tasks);
            leftOut = List.copyOf(leftOut);
        }
    }

    /**
     * What an agent tells of one run.
     *
     * @param age how long ago it ended
     */
    public record Told(String probe, ProbeOutcome outcome, Duration age) {}

    /**
     * What became of it.
     *
     * @param rejections why those that are not counted are not
     */
    public record Taken(List<String> rejections) {
        public Taken {
            rejections = List.copyOf(rejections);
        }
    }
}
