package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.FaultText.ArmText;
import io.portcullis.cli.drill.scenario.WorldText.RebootsText;
import io.portcullis.cli.drill.scenario.WorldText.TroubleText;
import io.portcullis.cli.drill.world.Server.Build;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One reporting server over its reboots. Not thread-safe. */
final class ServerState {
    private final String id;
    private final String region;
    private final ArmText arm;
    private final Build build;
    private final String run;
    private int starts = 1;
    private long troubleUntil;
    private double troubleRatio;
    private SortedMap<Series, Tally> totals = new TreeMap<>();

    /**
     * @param run unique over all drills, so that no epoch comes twice
     * @param warmUp errors of its first looks; null for one that has run for long
     */
    ServerState(String id, String region, ArmText arm, Build build, String run, @Nullable TroubleText warmUp, long look) {
        this.id = id;
        this.region = region;
        this.arm = arm;
        this.build = build;
        this.run = run;
        if (warmUp != null) {
            trouble(look, warmUp.looks(), warmUp.errorRatio());
        }
    }

    /** Its process starts anew: counters begin at 0, and it fails for a moment. */
    void reboot(long look, RebootsText reboots) {
        starts++;
        totals = new TreeMap<>();
        trouble(look, reboots.looks(), reboots.errorRatio());
    }

    private void trouble(long look, int looks, double ratio) {
        troubleUntil = look + looks;
        troubleRatio = ratio;
    }

    /** Errors on top of the usual ones. */
    double troubleRatio(long look) {
        return look < troubleUntil ? troubleRatio : 0;
    }

    void count(Series series, Tally tally) {
        totals.merge(series, tally, Tally::plus);
    }

    String id() {
        return id;
    }

    ArmText arm() {
        return arm;
    }

    Build build() {
        return build;
    }

    ServerReport report() {
        return new ServerReport(new Server(id, region, arm, build, run + "-" + starts), totals);
    }
}
