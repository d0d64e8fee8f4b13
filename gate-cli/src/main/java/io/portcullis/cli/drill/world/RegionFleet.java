package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.WorldText.RestoreText;

/** Which versions run in one region, and what share of its traffic the new one takes. Not thread-safe. */
final class RegionFleet {
    private final RestoreText restore;
    private final int servers;
    private double share;
    private double shareBeforeRestore;
    private long appliedAt = Long.MAX_VALUE;
    private long drainedAt = Long.MAX_VALUE;
    private boolean restoring;

    RegionFleet(RestoreText restore, int servers) {
        this.restore = restore;
        this.servers = servers;
    }

    /** Gives the new version its share; a restore that runs is not undone by it. */
    void open(double canaryShare) {
        if (!restoring) {
            share = canaryShare;
        }
    }

    /** Begins to bring the old version back; again: no second effect. */
    void restore(long look) {
        if (restoring || share == 0) {
            return;
        }
        restoring = true;
        shareBeforeRestore = share;
        appliedAt = look + restore.lagLooks();
        drainedAt = appliedAt + restore.drainLooks();
        advance(look);
    }

    void advance(long look) {
        if (restoring && look >= drainedAt) {
            share = 0;
        } else if (restoring && look >= appliedAt) {
            share = shareBeforeRestore * restore.drainShareRatio();
        }
    }

    /** Whether a restore asked for is applied; also when there was nothing to do. */
    boolean restored(long look) {
        return share == 0 || (restoring && look >= appliedAt);
    }

    /** Share of the traffic that goes to new servers. */
    double newShare() {
        return share;
    }

    Census census(long look) {
        boolean applied = restoring && look >= appliedAt;
        double counted = restoring ? shareBeforeRestore : share;
        boolean gone = share == 0 && (!restoring || look >= drainedAt);
        int fresh = gone ? 0 : (int) Math.max(1, Math.round(servers * counted));
        return applied || gone
                ? new Census(servers, 0, gone ? 0 : fresh)
                : new Census(Math.max(0, servers - fresh), fresh, 0);
    }

    /** Whether new servers exist, draining ones included. */
    boolean hasNew(long look) {
        Census now = census(look);
        return now.newRunning() + now.newDraining() > 0;
    }
}
