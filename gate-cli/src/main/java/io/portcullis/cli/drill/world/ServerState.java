package io.portcullis.cli.drill.world;

import io.portcullis.cli.drill.scenario.WorldText.RebootsText;
import io.portcullis.cli.drill.scenario.WorldText.TroubleText;
import io.portcullis.cli.drill.world.Server.Build;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One reporting server over its reboots. Not thread-safe. */
final class ServerState {
    private final Server first;
    private int starts = 1;
    private long troubleUntil;
    private double troubleRatio;
    private SortedMap<Series, Tally> totals = new TreeMap<>();

    /**
     * @param first its first process; later ones have a number behind its epoch
     * @param warmUp errors of its first looks; null for one that has run for long
     */
    ServerState(Server first, @Nullable TroubleText warmUp, long look) {
        this.first = first;
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
        return first.id();
    }

    /** Its process now. */
    Server server() {
        return new Server(
                first.id(),
                first.region(),
                first.arm(),
                first.build(),
                first.epoch() + "-" + starts);
    }

    Build build() {
        return first.build();
    }

    /** Its process starts anew, in peace. */
    void restart() {
        starts++;
        totals = new TreeMap<>();
    }

    ServerReport report(long sessions) {
        return new ServerReport(server(), totals, List.of(), sessions);
    }
}
