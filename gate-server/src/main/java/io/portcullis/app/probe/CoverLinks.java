package io.portcullis.app.probe;

import io.portcullis.app.RequestRefused;
import io.portcullis.app.intake.EvidenceIntake;
import io.portcullis.app.intake.PushedIncrement;
import io.portcullis.app.intake.Receipt;
import io.portcullis.app.intake.ServerKey;
import io.portcullis.app.intake.Share;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    private final Map<ServiceName, CoverageDefinition> definitions = new TreeMap<>();
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

    /** An agent stands there; what it shall probe. */
    List<ProbeTask> tasks(ProbedServer here) {
        CoverageDefinition definition = definitions.get(here.service());
        if (definition == null
                || !definition.service().regions().contains(here.standpoint().region())) {
            return List.of();
        }
        store.stand(here);
        List<ProbedServer> servers = servers(here.service());
        var tasks = new ArrayList<ProbeTask>();
        for (CoverageProbe probe : plan(definition, servers).of(here.standpoint().vantage())) {
            try {
                tasks.add(definition.task(probe, at(probe, servers)));
            } catch (IllegalArgumentException e) {
                LOG.warn(
                        "Link cannot be probed. link={} endpoint={} cause={}",
                        probe.link(),
                        at(probe, servers).endpoint(),
                        e.getMessage());
            }
        }
        return tasks;
    }

    /** Counts a run; says why not when it is not counted. */
    Optional<String> take(ProbedServer here, Vantage vantage, Told told) {
        CoverageDefinition definition = definitions.get(here.service());
        Optional<CoverageProbe> planned =
                definition == null
                        ? Optional.empty()
                        : plan(definition, servers(here.service()))
                                .of(here.standpoint().vantage())
                                .stream()
                                .filter(it -> CoverageDefinition.name(it).equals(told.probe()))
                                .findFirst();
        if (definition == null || planned.isEmpty()) {
            return Optional.of(
                    "probe %s is not run from %s any more".formatted(told.probe(), vantage.name()));
        }
        Instant at = clock.instant().minus(told.age());
        if (isCounted(told.probe(), vantage, at, definition)) {
            return Optional.empty();
        }
        Receipt receipt = count(definition, planned.get(), told, at);
        store.save(List.of(new ProbeResult(told.probe(), vantage, at, told.outcome())));
        return receipt.rejected() == 0 ? Optional.empty() : Optional.of(receipt.rejection());
    }

    /** A report whose answer was lost comes again. Runs are further apart than this. */
    private boolean isCounted(
            String probe, Vantage vantage, Instant at, CoverageDefinition definition) {
        return latest(probe, vantage.name())
                .map(before -> !at.isAfter(before.at().plus(definition.every().dividedBy(2))))
                .orElse(false);
    }

    private Optional<ProbeResult> latest(String probe, String vantage) {
        return store.latest().stream()
                .filter(it -> it.probe().equals(probe) && it.vantage().name().equals(vantage))
                .findFirst();
    }

    private Receipt count(
            CoverageDefinition definition, CoverageProbe probe, Told told, Instant at) {
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
                                at.minus(told.outcome().took()),
                                1,
                                at,
                                cell,
                                fit ? Share.TOTAL : Share.TOTAL_AND_BAD)));
    }

    /**
     * What is covered now.
     *
     * @throws RequestRefused links of the service are not covered by probes
     */
    public Covered covered(ServiceName service) {
        CoverageDefinition definition = definitions.get(service);
        if (definition == null) {
            throw RequestRefused.invalid(
                    "service",
                    "coverage.configured",
                    "service is "
                            + service
                            + "; must have coverage configured, which do "
                            + definitions.keySet());
        }
        CoveragePlan plan = plan(definition, servers(service));
        Map<CoverageProbe, ProbeResult> last = new HashMap<>();
        for (CoverageProbe probe : plan.probes()) {
            latest(CoverageDefinition.name(probe), probe.destination().vantage())
                    .ifPresent(result -> last.put(probe, result));
        }
        return new Covered(definition, plan, last, clock.instant());
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
