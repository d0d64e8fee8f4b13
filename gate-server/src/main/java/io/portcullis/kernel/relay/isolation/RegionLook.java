package io.portcullis.kernel.relay.isolation;

import io.portcullis.kernel.evidence.Link;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.relay.isolation.Finding.Watch;
import io.portcullis.kernel.relay.isolation.QuorumTable.Said;
import io.portcullis.kernel.relay.isolation.Side.Direction;
import io.portcullis.kernel.relay.isolation.seen.Attempt;
import io.portcullis.kernel.relay.isolation.seen.Claim;
import io.portcullis.kernel.relay.isolation.seen.MeshInputs;
import io.portcullis.kernel.relay.isolation.seen.Proof;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one look says of one region by itself. */
final class RegionLook {

    private static final Comparator<Proof> AGE =
            Comparator.comparing(Proof::at).thenComparing(Proof::way);

    private final Region region;
    private final MeshInputs inputs;
    private final IsolationLimits limits;
    private final Instant now;
    private final Falls falls;
    private final @Nullable Fall fall;

    RegionLook(
            Region region,
            MeshInputs inputs,
            @Nullable Fall fall,
            IsolationLimits limits,
            Instant now) {
        this.region = region;
        this.inputs = inputs;
        this.fall = fall;
        this.limits = limits;
        this.now = now;
        this.falls = new Falls(inputs, limits, now);
    }

    /** Whether anything tells of that side. */
    boolean isWatched(Direction direction) {
        return peers(direction).known() > 0
                || direction == Direction.INBOUND
                        && (isTold() || fall != null || inputs.sessions().containsKey(region));
    }

    private boolean isTold() {
        return outside().known() > 0 || said() != Said.NOT_EXPORTED;
    }

    Watch watch(Direction direction) {
        var peers = peers(direction);
        var outside = outside();
        int known = peers.known() + outside.known() + (said() == Said.NOT_EXPORTED ? 0 : 1);
        boolean possible =
                peers.known() >= QuorumTable.PEERS_MIN && known >= QuorumTable.INPUTS_MIN;
        boolean isBad =
                !peers.unable().isEmpty()
                        || !outside.unable().isEmpty()
                        || said() == Said.ISOLATED
                        || moved().isPresent();
        return possible || isBad ? Watch.ENOUGH : Watch.TOO_FEW;
    }

    Ruling ruling(Direction direction) {
        var peers = peers(direction);
        boolean hasTable = peers.known() > 0 || isTold();
        if (direction == Direction.INBOUND) {
            var withdrawn = withdrawn();
            if (withdrawn.isPresent() && (!hasTable || mayBeWithdrawn(table(peers)))) {
                return withdrawn.get();
            }
            if (!hasTable) {
                return sessionsOnly();
            }
        }
        var verdict = table(peers);
        if (direction == Direction.INBOUND && verdict == Verdict.NONE && isLostFromSight()) {
            return sessionsOnly();
        }
        return new Ruling(verdict, evidenceAt(verdict, peers), text(direction, peers));
    }

    private Verdict table(Tally peers) {
        return QuorumTable.verdict(said(), peers, outside());
    }

    /** What the table says that a region which lives and lost its users is better described by. */
    private static boolean mayBeWithdrawn(Verdict verdict) {
        return switch (verdict) {
            case NONE, UNKNOWN, ISOLATED_TRUE, LINK_DEGRADED -> true;
            case BACKBONE_PARTITION,
                    SUSPECTED_FALSE_ISOLATION,
                    WITHDRAWN_WHILE_REACHABLE,
                    PARTITION_UNNOTICED,
                    EDGE_OUTAGE ->
                    false;
        };
    }

    private Ruling sessionsOnly() {
        return falls.newest(region)
                .map(it ->
                        new Ruling(
                                Verdict.NONE,
                                it.at(),
                                "It carries %s sessions.".formatted(number(it.sessions()))))
                .orElseGet(() ->
                        new Ruling(
                                Verdict.UNKNOWN,
                                now,
                                "Nothing fresh tells how many sessions it carries."));
    }

    Tally peers(Direction direction) {
        var tally = Tally.NOTHING;
        for (var path : inputs.relay().entrySet()) {
            Link link = path.getKey();
            boolean isInbound = direction == Direction.INBOUND;
            Region here = isInbound ? link.destination() : link.source();
            Region peer = isInbound ? link.source() : link.destination();
            if (here.equals(region)) {
                tally = tally.and(peer.name(), path.getValue(), limits.pathFreshFor(), now);
            }
        }
        return tally;
    }

    private Tally outside() {
        List<Attempt> attempts = inputs.edge(region);
        return Tally.byNetwork(attempts, limits.pathFreshFor(), now);
    }

    Said said() {
        return claim().map(it ->
                        switch (it.says()) {
                            case ISOLATED -> Said.ISOLATED;
                            case CONNECTED -> Said.CONNECTED;
                        })
                .orElse(
                        inputs.claimants().contains(region) || inputs.claims().containsKey(region)
                                ? Said.SILENT
                                : Said.NOT_EXPORTED);
    }

    /**
     * The newest by which it is isolated, if any origin lately says so, else the newest: one that
     * tells more often than others does not outvote them.
     */
    private Optional<Claim> claim() {
        return inputs.claims().getOrDefault(region, List.of()).stream()
                .filter(it -> Tally.isFresh(it.at(), limits.signFreshFor(), now))
                .max(
                        Comparator.comparing(Claim::says, Comparator.reverseOrder())
                                .thenComparing(Claim::at));
    }

    private Instant evidenceAt(Verdict verdict, Tally peers) {
        if (!verdict.isHeld()) {
            return now;
        }
        Instant at = claim().map(Claim::at).orElse(now);
        if (peers.isMost() && peers.unableAt() != null) {
            at = Tally.older(peers.unableAt(), at);
        }
        var outside = outside();
        if (outside.isMost() && outside.unableAt() != null) {
            at = Tally.older(outside.unableAt(), at);
        }
        return at;
    }

    /** It is out of service though it lives. */
    boolean isOffline() {
        return said() == Said.ISOLATED || withdrawn().isPresent();
    }

    boolean isReachable() {
        return proof().isPresent() || peers(Direction.INBOUND).isFew();
    }

    private Optional<Ruling> withdrawn() {
        var bySessions = withdrawnBySessions();
        var byPaths = withdrawnByPaths();
        if (bySessions.isEmpty() || byPaths.isEmpty()) {
            return bySessions.isPresent() ? bySessions : byPaths;
        }
        return bySessions.get().evidenceAt().isBefore(byPaths.get().evidenceAt())
                ? byPaths
                : bySessions;
    }

    /** Its sessions are elsewhere since they fell, as far as anybody knows. */
    private Optional<Fall> moved() {
        return Optional.ofNullable(fall).filter(it -> it.where() == Fall.Where.ELSEWHERE);
    }

    /** It withdrew, and nothing tells any more what it carries or whether it lives. */
    boolean isLostFromSight() {
        return moved().isPresent() && falls.newest(region).isEmpty() && proof().isEmpty();
    }

    private Optional<Ruling> withdrawnBySessions() {
        return moved().flatMap(fell -> proof().map(lives -> withdrawn(fell, lives)));
    }

    /** Silence does not end it; nor does it name it, as its evidence is never newer. */
    private Ruling withdrawn(Fall fell, Proof lives) {
        return falls.newest(region)
                .map(it ->
                        new Ruling(
                                Verdict.WITHDRAWN_WHILE_REACHABLE,
                                it.at(),
                                "Its sessions fell from %s to %s at %s and turned up in other regions (now %s more), yet %s."
                                        .formatted(
                                                number(fell.before()),
                                                number(it.sessions()),
                                                fell.at(),
                                                number(falls.rise(fell)),
                                                lives.way().text())))
                .orElseGet(() ->
                        new Ruling(
                                Verdict.WITHDRAWN_WHILE_REACHABLE,
                                fell.at(),
                                "Its sessions fell from %s at %s and turned up in other regions, nothing fresh tells how many are back, yet %s."
                                        .formatted(
                                                number(fell.before()),
                                                fell.at(),
                                                lives.way().text())));
    }

    /**
     * Peers and users are refused, yet the network between the regions carries connections to the
     * very port that refuses them.
     */
    private Optional<Ruling> withdrawnByPaths() {
        var peers = peers(Direction.INBOUND);
        var outside = outside();
        var peersAt = peers.unableAt();
        var outsideAt = outside.unableAt();
        boolean refuses =
                peers.fresh() >= QuorumTable.PEERS_MIN
                        && outside.fresh() >= QuorumTable.NETWORKS_MIN
                        && peers.isMost()
                        && outside.isMost();
        if (!refuses || peersAt == null || outsideAt == null) {
            return Optional.empty();
        }
        return relayPort()
                .map(_ ->
                        new Ruling(
                                Verdict.WITHDRAWN_WHILE_REACHABLE,
                                Tally.older(peersAt, outsideAt),
                                text(Direction.INBOUND, peers)
                                        + " Yet "
                                        + Proof.Way.RELAY_PORT.text()
                                        + "."));
    }

    private Optional<Proof> relayPort() {
        return proofs().stream().filter(it -> it.way() == Proof.Way.RELAY_PORT).max(AGE);
    }

    private Optional<Proof> proof() {
        return proofs().stream().max(AGE);
    }

    /** Fresh, and obtained from elsewhere. */
    private List<Proof> proofs() {
        return inputs.proofs().getOrDefault(region, List.of()).stream()
                .filter(it -> !region.equals(it.from()))
                .filter(it -> Tally.isFresh(it.at(), limits.signFreshFor(), now))
                .toList();
    }

    private String text(Direction direction, Tally peers) {
        String start =
                switch (direction) {
                    case INBOUND -> "Cannot reach it: %s, ";
                    case OUTBOUND -> "It cannot reach: %s; cannot reach it: ";
                };
        return start.formatted(count(peers, "peers"))
                + count(outside(), "networks outside")
                + "; "
                + says()
                + ".";
    }

    private static String count(Tally tally, String what) {
        String who = tally.unable().isEmpty() ? "" : " (" + String.join(", ", tally.unable()) + ")";
        return "%d of %d %s%s".formatted(tally.unable().size(), tally.fresh(), what, who);
    }

    private String says() {
        return switch (said()) {
            case ISOLATED -> "it says it is isolated";
            case CONNECTED -> "it says it is connected";
            case SILENT -> "it says nothing of itself, and silence is not isolation";
            case NOT_EXPORTED -> "nothing tells what it says of itself";
        };
    }

    private static String number(double sessions) {
        return String.format(Locale.ROOT, "%.0f", sessions);
    }
}
