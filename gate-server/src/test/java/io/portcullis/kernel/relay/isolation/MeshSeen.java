package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.seen.Attempt;
import io.portcullis.kernel.relay.isolation.seen.Attempt.Outcome;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import io.portcullis.kernel.relay.isolation.seen.SessionLevel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Puts together what is seen of a mesh at one time. */
final class MeshSeen {

    static final Region US_EAST = new Region("us-east");
    static final Region US_WEST = new Region("us-west");
    static final Region GERMANY = new Region("germany");
    static final Region FRANCE = new Region("france");
    static final List<Region> FOUR = List.of(US_EAST, US_WEST, GERMANY, FRANCE);
    static final List<String> NETWORKS = List.of("net-a", "net-b", "net-c");

    private final List<Region> all;
    private final SortedMap<Link, List<Attempt>> relay = new TreeMap<>();
    private final SortedMap<Region, List<Attempt>> edges = new TreeMap<>();
    private final SortedMap<Region, List<Claim>> claims = new TreeMap<>();
    private final SortedSet<Region> claimants = new TreeSet<>();
    private final SortedMap<Region, List<Proof>> proofs = new TreeMap<>();
    private final SortedMap<Region, List<SessionLevel>> sessions = new TreeMap<>();
    private Instant at;

    MeshSeen(List<Region> all, Instant at) {
        this.all = all;
        this.at = at;
    }

    /** Every region reaches every other and is reached from three networks. */
    static MeshSeen healthy(List<Region> all, Instant at) {
        var seen = new MeshSeen(all, at);
        for (Region from : all) {
            for (Region to : all) {
                if (!from.equals(to)) {
                    seen.relay(from, to, Outcome.REACHED);
                }
            }
            NETWORKS.forEach(network -> seen.edge(from, network, Outcome.REACHED));
        }
        return seen;
    }

    /** What is added from here on was seen then. */
    MeshSeen seenAt(Instant then) {
        at = then;
        return this;
    }

    MeshSeen relay(Region from, Region to, Outcome outcome) {
        var attempt = new Attempt("agent-" + from, "net-" + from, at, outcome);
        attempted(relay, new Link(from, to), attempt);
        return this;
    }

    MeshSeen edge(Region to, String network, Outcome outcome) {
        attempted(edges, to, new Attempt("outside-" + network, network, at, outcome));
        return this;
    }

    MeshSeen edgeFrom(Region to, String vantage, String network, Outcome outcome) {
        attempted(edges, to, new Attempt(vantage, network, at, outcome));
        return this;
    }

    /** Nobody reaches the region over the relay path. */
    MeshSeen cutFromPeers(Region region) {
        all.stream()
                .filter(it -> !it.equals(region))
                .forEach(it -> relay(it, region, Outcome.FAILED));
        return this;
    }

    MeshSeen cutToPeers(Region region) {
        all.stream()
                .filter(it -> !it.equals(region))
                .forEach(it -> relay(region, it, Outcome.FAILED));
        return this;
    }

    MeshSeen cutFromUsers(Region region) {
        NETWORKS.forEach(it -> edge(region, it, Outcome.FAILED));
        return this;
    }

    MeshSeen says(Region region, Claim.Says says) {
        put(claims, region, new Claim(at, says));
        return this;
    }

    MeshSeen allSayConnected() {
        all.forEach(it -> says(it, Claim.Says.CONNECTED));
        return this;
    }

    MeshSeen claimant(Region region) {
        claimants.add(region);
        return this;
    }

    MeshSeen proof(Region of, Proof.Way way, Region from) {
        put(proofs, of, new Proof(way, from, at));
        return this;
    }

    MeshSeen sessions(Region region, double sessions) {
        put(this.sessions, region, new SessionLevel(at, sessions));
        return this;
    }

    MeshInputs inputs() {
        return new MeshInputs(
                new TreeSet<>(all), relay, edges, claims, claimants, proofs, sessions);
    }

    /** The later attempt of the same vantage point at the same time replaces the earlier. */
    private static <K> void attempted(SortedMap<K, List<Attempt>> many, K key, Attempt one) {
        var some = many.computeIfAbsent(key, _ -> new ArrayList<>());
        some.removeIf(it -> it.vantage().equals(one.vantage()) && it.at().equals(one.at()));
        some.add(one);
    }

    private static <K, V> void put(SortedMap<K, List<V>> many, K key, V one) {
        many.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
    }
}
