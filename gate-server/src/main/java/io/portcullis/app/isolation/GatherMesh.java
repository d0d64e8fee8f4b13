package io.portcullis.app.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Attempt;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import io.portcullis.port.EvidenceInbox;
import io.portcullis.port.StoreUnavailable;
import io.portcullis.port.isolation.RegionSigns;
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

/** Puts together what probes, signs of life and relay nodes tell of all regions. */
final class GatherMesh {

    private static final Logger LOG = LoggerFactory.getLogger(GatherMesh.class);

    private final IsolationWatch watch;
    private final ProbeStore probes;
    private final ReadSigns signs;
    private final EvidenceInbox inbox;

    GatherMesh(IsolationWatch watch, ProbeStore probes, ReadSigns signs, EvidenceInbox inbox) {
        this.inbox = inbox;
        this.watch = watch;
        this.probes = probes;
        this.signs = signs;
    }

    MeshInputs at(Instant now) {
        var seen = new Seen();
        latest().forEach(it -> probed(it, seen));
        signs.at(now)
                .forEach((way, byRegion) ->
                        byRegion.forEach((region, told) -> signed(way, region, told, seen)));
        RelayClaims.of(claims(), watch.limits().signFreshFor(), now)
                .forEach((region, claim) -> put(seen.claims, region, claim));
        return new MeshInputs(
                watch.regions(),
                seen.relay,
                seen.edges,
                seen.claims,
                watch.claimants(),
                seen.proofs,
                seen.sessions);
    }

    private void probed(ProbeResult result, Seen seen) {
        var from = result.vantage().region();
        if (from != null && watch.regions().contains(from)) {
            each(
                    watch.relayProbes(),
                    result,
                    (region, attempt) -> put(seen.relay, new Link(from, region), attempt));
        }
        each(watch.edgeProbes(), result, (region, attempt) -> put(seen.edges, region, attempt));
        if (result.outcome().verdict() == Verdict.FIT) {
            each(
                    watch.portProbes(),
                    result,
                    (region, attempt) ->
                            put(
                                    seen.proofs,
                                    region,
                                    new Proof(Proof.Way.RELAY_PORT, from, attempt.at())));
        }
    }

    private void signed(Proof.Way way, Region region, RegionSigns told, Seen seen) {
        told.aliveAt().ifPresent(at -> put(seen.proofs, region, new Proof(way, watch.here(), at)));
        told.claim().ifPresent(claim -> put(seen.claims, region, claim));
        told.sessions().forEach(level -> put(seen.sessions, region, level));
    }

    private SortedMap<Region, List<Claim>> claims() {
        try {
            return inbox.regionClaims();
        } catch (StoreUnavailable e) {
            LOG.warn("What relay nodes say cannot be read. cause={}", e.getMessage());
            return new TreeMap<>();
        }
    }

    private List<ProbeResult> latest() {
        try {
            return probes.latest(watch.probes());
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

    /** What was put together so far. */
    private static final class Seen {
        private final SortedMap<Link, List<Attempt>> relay = new TreeMap<>();
        private final SortedMap<Region, List<Attempt>> edges = new TreeMap<>();
        private final SortedMap<Region, List<Proof>> proofs = new TreeMap<>();
        private final SortedMap<Region, List<Claim>> claims = new TreeMap<>();
        private final SortedMap<Region, List<SessionLevel>> sessions = new TreeMap<>();
    }
}
