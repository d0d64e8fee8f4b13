package io.portcullis.kernel.analysis.plan;

/** Which ends of a link run the new version: source side first. Each is judged against old, old. */
public enum ArmPair {
    NEW_OLD(0.4),
    OLD_NEW(0.4),
    NEW_NEW(0.2);

    private final double share;

    ArmPair(double share) {
        this.share = share;
    }

    /** Whether PASS is required of streams of this pair; the other needs coverage only. */
    public boolean passRequired() {
        return this != NEW_NEW;
    }

    /** Part of each link level's error budget (analysis 2.5), before renormalisation. */
    public double share() {
        return share;
    }
}
