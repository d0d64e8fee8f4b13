package io.portcullis.kernel.relay.isolation;

/**
 * What people are told to do with a region. The gate itself never takes one offline, and at most one
 * at a time is told to be.
 */
public enum Advice {
    NOTHING(""),
    BE_OFFLINE(" It must be offline until its peers reach it again."),
    STAY_OFFLINE(" Being offline is right: users reach it, but it cannot relay."),
    KEEP_SERVING(" Keep it serving or restore it; do not drain it."),
    KEEP_SERVING_ANOTHER_IS_OFFLINE(
            " Another region is offline, and at most one may be: keep this one serving; do not"
                    + " drain it."),
    REPAIR_BACKBONE(" Look at the network between the regions; do not drain it."),
    REPAIR_EDGE(" Look at its public edge; its peers reach it.");

    private final String text;

    Advice(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    static Advice of(Verdict verdict) {
        return switch (verdict) {
            case NONE, UNKNOWN, LINK_DEGRADED -> NOTHING;
            case ISOLATED_TRUE -> BE_OFFLINE;
            case BACKBONE_PARTITION -> STAY_OFFLINE;
            case SUSPECTED_FALSE_ISOLATION, WITHDRAWN_WHILE_REACHABLE -> KEEP_SERVING;
            case PARTITION_UNNOTICED -> REPAIR_BACKBONE;
            case EDGE_OUTAGE -> REPAIR_EDGE;
        };
    }
}
