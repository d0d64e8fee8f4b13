package io.portcullis.app.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Attempt;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.probe.ProbeResult;
import io.portcullis.port.probe.ProbeStore;
import io.portcullis.port.probe.Vantage;
import io.portcullis.probe.ProbeOutcome.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what probes and signs of life tell of all regions. */
final class GatherMesh {

    private static final Logger LOG = LoggerFactory.getLogger(GatherMesh.class);

    private final IsolationWatch watch;
    private final ProbeStore probes;
    private final ReadSigns signs;

    GatherMesh(IsolationWatch watch, ProbeStore probes, ReadSigns signs) {
        this.watch = watch;
        this.probes = probes;
        this.signs = signs;
    }

    MeshInputs at(Instant now) {
        SortedMap<Link, List<Attempt>> relay = new TreeMap<>();
        SortedMap<Region, List<Attempt>> edges = new TreeMap<>();
        SortedMap<Region, List<Proof>> proofs = new TreeMap<>();
        for (ProbeResult result : latest()) {
            each(
                    watch.relayProbes(),
                    result,
                    (region, attempt) -> {
                        var from = result.vantage().region();
                        if (from != null && watch.regions().contains(from)) {
                            put(relay, new Link(from, region), attempt);
                        }
                    });
            each(watch.edgeProbes(), result, (region, attempt) -> put(edges, region, attempt));
            each(
                    watch.portProbes(),
                    result,
                    (region, attempt) -> {
                        if (attempt.outcome() == Outcome.REACHED) {
                            put(
                                    proofs,
                                    region,
                                    new Proof(
                                            Proof.Way.RELAY_PORT,
                                            result.vantage().region(),
                                            attempt.at()));
                        }
                    });
        }
        SortedMap<Region, List<Claim>> claims = new TreeMap<>();
        SortedMap<Region, List<SessionLevel>> sessions = new TreeMap<>();
        signs.at(now)
                .forEach((way, byRegion) ->
                        byRegion.forEach((region, seen) -> {
                            seen.aliveAt()
                                    .ifPresent(at ->
                                            put(proofs, region, new Proof(way, watch.here(), at)));
                            seen.claim().ifPresent(claim -> put(claims, region, claim));
                            seen.sessions().forEach(level -> put(sessions, region, level));
                        }));
        return new MeshInputs(
                watch.regions(), relay, edges, claims, watch.claimants(), proofs, sessions);
    }

    private List<ProbeResult> latest() {
        try {
            return probes.latest();
        } catch (StoreUnavailable e) {
            LOG.warn("Results of probes cannot be read. cause={}", e.getMessage());
            return List.of();
        }
    }

    /** Whoever stands in a region is no witness of how others reach it. */
    private static void each(
            Map<String, Region> named, ProbeResult result, BiConsumer<Region, Attempt> then) {
        Region region = named.get(result.probe());
        Vantage vantage = result.vantage();
        Verdict verdict = result.outcome().verdict();
        if (region == null || region.equals(vantage.region()) || verdict == Verdict.UNKNOWN) {
            return;
        }
        then.accept(
                region,
                new Attempt(
                        vantage.name(),
                        vantage.network(),
                        result.at(),
                        verdict == Verdict.FIT ? Outcome.REACHED : Outcome.FAILED));
    }

    private static <K, V> void put(SortedMap<K, List<V>> many, K key, V one) {
        many.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
    }
}
