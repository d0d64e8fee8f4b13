package io.portcullis.kernel.relay.isolation;

/**
 * The table of docs/isolation.md: what a region says of itself, how many of its peers cannot
 * reach it (or it them), and how many networks outside cannot.
 *
 * <p>A quorum needs two fresh peers and three fresh inputs of any kind; users' view needs three
 * networks. Where no region says anything of itself, which is the rule in the field, nothing can be
 * named by this table but that all is well; silence is not isolation.
 */
final class QuorumTable {

    static final int PEERS_MIN = 2;
    static final int INPUTS_MIN = 3;
    static final int NETWORKS_MIN = 3;

    private QuorumTable() {}

    /** What a region says of itself, if it does. */
    enum Said {
        ISOLATED,
        CONNECTED,
        /** It used to, or should. */
        SILENT,
        NOT_EXPORTED;

        int inputs() {
            return this == ISOLATED || this == CONNECTED ? 1 : 0;
        }
    }

    static Verdict verdict(Said said, Tally peers, Tally outside) {
        if (!hasQuorum(said, peers, outside)) {
            return Verdict.UNKNOWN;
        }
        return switch (said) {
            case ISOLATED -> isolated(peers, outside);
            case CONNECTED -> connected(peers, outside);
            case SILENT -> Verdict.UNKNOWN;
            case NOT_EXPORTED ->
                    connected(peers, outside) == Verdict.NONE ? Verdict.NONE : Verdict.UNKNOWN;
        };
    }

    static boolean hasQuorum(Said said, Tally peers, Tally outside) {
        return peers.fresh() >= PEERS_MIN
                && peers.fresh() + outside.fresh() + said.inputs() >= INPUTS_MIN;
    }

    private static Verdict isolated(Tally peers, Tally outside) {
        if (peers.isFew()) {
            return Verdict.SUSPECTED_FALSE_ISOLATION;
        }
        if (!peers.isMost() || outside.fresh() < NETWORKS_MIN) {
            return Verdict.UNKNOWN;
        }
        if (outside.isMost()) {
            return Verdict.ISOLATED_TRUE;
        }
        return outside.isFew() ? Verdict.BACKBONE_PARTITION : Verdict.UNKNOWN;
    }

    private static Verdict connected(Tally peers, Tally outside) {
        if (outside.fresh() < NETWORKS_MIN) {
            return peers.isMost() || isMissed(outside) ? Verdict.UNKNOWN : Verdict.NONE;
        }
        if (outside.isFew()) {
            return peers.isMost() ? Verdict.PARTITION_UNNOTICED : Verdict.NONE;
        }
        return outside.isMost() && peers.isFew() ? Verdict.EDGE_OUTAGE : Verdict.UNKNOWN;
    }

    /** Users' view was there, or the little of it that there is looks bad. */
    private static boolean isMissed(Tally outside) {
        return outside.known() >= NETWORKS_MIN || !outside.unable().isEmpty();
    }
}
