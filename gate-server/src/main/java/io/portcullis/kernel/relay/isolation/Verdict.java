package io.portcullis.kernel.relay.isolation;

/** What is true of a region, seen in one direction, or of a link (docs/isolation.md). */
public enum Verdict {
    /** Nothing is wrong. */
    NONE,
    /** Too few fresh inputs, or such as contradict each other. */
    UNKNOWN,
    /** It says so, its peers cannot reach it, and neither can anyone outside. */
    ISOLATED_TRUE,
    /** It says so and its peers cannot reach it, but users can. */
    BACKBONE_PARTITION,
    /** It says so, but its peers reach it. */
    SUSPECTED_FALSE_ISOLATION,
    /** It took itself out of service although it can be reached: as a false isolation. */
    WITHDRAWN_WHILE_REACHABLE,
    /** Its peers cannot reach it, users can, and it has not noticed. */
    PARTITION_UNNOTICED,
    /** Users cannot reach it, its peers can. */
    EDGE_OUTAGE,
    /** Some pairs of regions cannot reach each other. */
    LINK_DEGRADED;

    /** Whether it takes several looks to enter and to leave it. */
    public boolean isHeld() {
        return this != NONE && this != UNKNOWN;
    }

    /** Whether being out of service is right for the region. */
    boolean isOfflineRight() {
        return this == ISOLATED_TRUE || this == BACKBONE_PARTITION;
    }
}
