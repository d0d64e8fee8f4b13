package io.portcullis.app.probe;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.PushedIncrement;
import io.portcullis.app.intake.Receipt;
import io.portcullis.app.intake.ServerKey;
import io.portcullis.app.intake.Share;
import io.portcullis.app.probe.ServeAgents.Assigned;
import io.portcullis.app.probe.ServeAgents.Told;
import io.portcullis.kernel.evidence.ServiceName;
import io.portcullis.kernel.evidence.origin.Origin;
import io.portcullis.kernel.evidence.origin.VersionedCell;
import io.portcullis.kernel.relay.coverage.CoveragePlan;
import io.portcullis.kernel.relay.coverage.CoverageProbe;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.ProbedServer;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome.Verdict;
import io.portcullis.probe.ProbeTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows links with synthetic traffic: plans which agent probes which other one, and counts each run as
 * an attempt on the link between them. What could not be probed is no attempt.
 */
public final class CoverLinks {

    private static final Logger LOG = LoggerFactory.getLogger(CoverLinks.class);

    /** An agent that has not asked for so long stands nowhere. */
    static final Duration STANDS_FOR = ServeAgents.ASK_AGAIN_AFTER.multipliedBy(3);

    /** A result counts for so many runs and a time-out, as that of every other probe. */
    private static final int RUNS_MISSED_MAX = 3;

    private final Map<ServiceName, CoverageDefinition> definitions = new TreeMap<>();

    /** When runs ended that are not counted, by probe: one vantage point alone runs it. */
    private final Map<String, Instant> uncounted = new ConcurrentHashMap<>();

    private final ProbeStore store;
    private final EvidenceIntake intake;
    private final InstantSource clock;

    public CoverLinks(
            List<CoverageDefinition> definitions,
            ProbeStore store,
            EvidenceIntake intake,
            InstantSource clock) {
        definitions.forEach(it -> this.definitions.put(it.service().name(), it));
        this.store = store;
        this.intake = intake;
        this.clock = clock;
    }

    /** An agent stands there; what it shall probe, by name. */
    Assigned tasks(ProbedServer here) {
        CoverageDefinition definition = definitions.get(here.service());
        if (definition == null) {
            return nothing(here, "it has no coverage configured");
        }
        var regions = definition.service().regions();
        if (!regions.contains(here.standpoint().region())) {
            return nothing(here, here.standpoint().region() + " is none of its regions " + regions);
        }
        store.stand(here);
        List<ProbedServer> servers = servers(here.service());
        var tasks = new ArrayList<ProbeTask>();
        var leftOut = new ArrayList<String>();
        for (CoverageProbe probe : plan(definition, servers).of(here.standpoint().vantage())) {
            try {
                tasks.add(definition.task(probe, at(probe, servers)));
            } catch (IllegalArgumentException e) {
                leftOut.add("link " + probe.link() + ": " + e.getMessage());
                LOG.warn("Link cannot be probed. link={} cause={}", probe.link(), e.getMessage());
            }
        }
        tasks.sort(Comparator.comparing(ProbeTask::name));
        return new Assigned(tasks, leftOut);
    }

    private static Assigned nothing(ProbedServer here, String why) {
        return new Assigned(List.of(), List.of("links of " + here.service() + ": " + why));
    }

    /** Counts runs; says of those that are not counted why not. */
    List<String> take(ProbedServer here, Vantage vantage, List<Told> told) {
        var rejections = new ArrayList<String>();
        CoverageDefinition definition = definitions.get(here.service());
        Map<String, CoverageProbe> planned = planned(definition, here);
        Map<String, Instant> counted = lastRuns(planned.keySet(), vantage);
        var runs = new ArrayList<Run>();
        for (Told one : told) {
            CoverageProbe probe = planned.get(one.probe());
            Instant at = clock.instant().minus(one.age());
            if (definition == null || probe == null) {
                rejections.add(ServeAgents.notRun(one, vantage));
            } else if (uncounted.remove(one.probe()) != null
                    || isAnother(counted.get(one.probe()), at, definition)) {
                counted.put(one.probe(), at);
                runs.add(new Run(probe, one, at));
            }
        }
        if (!runs.isEmpty()) {
            rejections.addAll(count(Objects.requireNonNull(definition), vantage, runs));
        }
        return rejections;
    }

    /** Remembers and counts; what is remembered and was not counted counts when it is told again. */
    private List<String> count(CoverageDefinition definition, Vantage vantage, List<Run> runs) {
        var rejections = new ArrayList<String>();
        Instant oldest = clock.instant().minus(ServeAgents.AGE_MAX);
        uncounted.values().removeIf(it -> it.isBefore(oldest));
        runs.forEach(it -> uncounted.put(it.told().probe(), it.at()));
        // First: what is counted but not remembered would count again when it is told again.
        store.save(runs.stream().map(it -> it.result(vantage)).toList());
        for (Run run : runs) {
            Receipt receipt = count(definition, run);
            if (receipt.rejected() > 0) {
                rejections.add(receipt.rejection());
            } else {
                uncounted.remove(run.told().probe());
            }
        }
        return rejections;
    }

    private Map<String, CoverageProbe> planned(
            @Nullable CoverageDefinition definition, ProbedServer here) {
        if (definition == null) {
            return Map.of();
        }
        return plan(definition, servers(here.service())).of(here.standpoint().vantage()).stream()
                .collect(Collectors.toMap(CoverageDefinition::name, Function.identity()));
    }

    private Map<String, Instant> lastRuns(Set<String> probes, Vantage vantage) {
        var last = new HashMap<String, Instant>();
        store.latest(probes).stream()
                .filter(it -> it.vantage().name().equals(vantage.name()))
                .forEach(it -> last.put(it.probe(), it.at()));
        return last;
    }

    /** A report whose answer was lost comes again. Runs are further apart than this. */
    private static boolean isAnother(
            @Nullable Instant before, Instant at, CoverageDefinition definition) {
        return before == null || at.isAfter(before.plus(definition.every().dividedBy(2)));
    }

    private Receipt count(CoverageDefinition definition, Run run) {
        CoverageProbe probe = run.probe();
        Told told = run.told();
        if (told.outcome().verdict() == Verdict.UNKNOWN) {
            return Receipt.ALL;
        }
        var cell =
                new VersionedCell.OnLink(
                        definition.signal(),
                        probe.link(),
                        new Origin.OfRelease(probe.source().release()),
                        new Origin.OfRelease(probe.destination().release()));
        boolean fit = told.outcome().verdict() == Verdict.FIT;
        return intake.increments(
                definition.service().name(),
                new ServerKey(
                        ServerKey.Way.PROBE,
                        probe.destination().region(),
                        probe.destination().vantage()),
                List.of(
                        new PushedIncrement(
                                List.of(told.probe(), fit ? "fit" : "unfit"),
                                run.at().minus(told.outcome().took()),
                                1,
                                run.at(),
                                cell,
                                fit ? Share.TOTAL : Share.TOTAL_AND_BAD)));
    }

    /**
     * What is covered now.
     *
     * @throws RequestRefused links of the service are not covered by probes
     */
    public Covered covered(ServiceName service) {
        return find(service)
                .orElseThrow(() ->
                        RequestRefused.invalid(
                                "service",
                                "coverage.configured",
                                "service is "
                                        + service
                                        + "; must have coverage configured, which do "
                                        + definitions.keySet()));
    }

    /** What is covered now; empty for a service without coverage. */
    Optional<Covered> find(ServiceName service) {
        return Optional.ofNullable(definitions.get(service)).map(this::covered);
    }

    private Covered covered(CoverageDefinition definition) {
        ServiceName service = definition.service().name();
        CoveragePlan plan = plan(definition, servers(service));
        Map<String, CoverageProbe> byName =
                plan.probes().stream()
                        .collect(Collectors.toMap(CoverageDefinition::name, Function.identity()));
        Map<CoverageProbe, ProbeResult> last = new HashMap<>();
        for (ProbeResult result : store.latest(byName.keySet())) {
            CoverageProbe probe = Objects.requireNonNull(byName.get(result.probe()));
            if (probe.destination().vantage().equals(result.vantage().name())) {
                last.put(probe, result);
            }
        }
        return new Covered(definition, plan, last, clock.instant());
    }

    /** One run of a probe that is planned. */
    private record Run(CoverageProbe probe, Told told, Instant at) {
        private ProbeResult result(Vantage vantage) {
            return new ProbeResult(told.probe(), vantage, at, told.outcome());
        }
    }

    /**
     * What is covered.
     *
     * @param last results of those probes that have run
     */
    public record Covered(
            CoverageDefinition definition,
            CoveragePlan plan,
            Map<CoverageProbe, ProbeResult> last,
            Instant at) {
        public Covered {
            last = Map.copyOf(last);
        }

        /** Why no run shows the link of a planned probe now; empty when one does, fit or not. */
        public Optional<String> uncoveredWhy(CoverageProbe probe) {
            ProbeResult result = last.get(probe);
            if (result == null) {
                return Optional.of("not run yet");
            }
            if (result.outcome().verdict() == Verdict.UNKNOWN) {
                return Optional.of("cannot be probed: " + result.outcome().text());
            }
            Duration freshFor =
                    definition.every().multipliedBy(RUNS_MISSED_MAX).plus(definition.timeout());
            Duration age = Duration.between(result.at(), at);
            return age.compareTo(freshFor) <= 0
                    ? Optional.empty()
                    : Optional.of(
                            "last run %d s ago; must be within %d s"
                                    .formatted(age.toSeconds(), freshFor.toSeconds()));
        }
    }

    private static CoveragePlan plan(CoverageDefinition definition, List<ProbedServer> servers) {
        return CoveragePlan.of(
                definition.service().links(),
                servers.stream().map(ProbedServer::standpoint).toList());
    }

    private List<ProbedServer> servers(ServiceName service) {
        return store.servers(clock.instant().minus(STANDS_FOR)).stream()
                .filter(it -> it.service().equals(service))
                .toList();
    }

    private static ProbedServer at(CoverageProbe probe, List<ProbedServer> servers) {
        return servers.stream()
                .filter(it -> it.standpoint().equals(probe.source()))
                .findFirst()
                .orElseThrow();
    }
}
