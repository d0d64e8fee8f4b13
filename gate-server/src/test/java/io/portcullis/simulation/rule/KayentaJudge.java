package io.portcullis.simulation.rule;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.simulation.world.ArmTraffic;
import io.portcullis.simulation.world.World;
import java.util.List;
import java.util.stream.Stream;

/**
 * Kayenta's judge (spinnaker/kayenta, NetflixACAJudge and MannWhitneyClassifier): each stream's error
 * ratios, one per look, canary against old arm; "High" when the lower limit of the 98 % interval of
 * the shift is above 0.25 times its estimate. It is meant to be asked once; here, as users do, it is
 * asked each minute, from twelve values on. Two ways to read it: any High fails the release, or the
 * score, 100 times the streams not High over all, is below 75.
 */
public final class KayentaJudge implements Rule {

    private static final int LOOKS_PER_MINUTE = 6;
    private static final int VALUES_MIN = 12;
    private static final double TOLERANCE = 0.25;

    /** Phi^-1(0.99): an interval of 98 %. */
    private static final double QUANTILE = 2.3263478740408408;

    private final double highShareMax;
    private RankSum[] ranks = {};
    private boolean failed;

    private KayentaJudge(double highShareMax) {
        this.highShareMax = highShareMax;
    }

    /** Fails with the first High. */
    public static Rule.Start anyHigh() {
        return _ -> new KayentaJudge(0);
    }

    /** Fails when the score is below 75. */
    public static Rule.Start score() {
        return _ -> new KayentaJudge(0.25);
    }

    @Override
    public void look(int lookId, LookEvidence evidence, List<World.Stream> streams) {
        if (ranks.length == 0) {
            ranks = Stream.generate(RankSum::new).limit(streams.size()).toArray(RankSum[]::new);
        }
        int high = 0;
        for (int stream = 0; stream < ranks.length; stream++) {
            add(ranks[stream], streams.get(stream));
            if (lookId % LOOKS_PER_MINUTE == 0 && isHigh(ranks[stream])) {
                high++;
            }
        }
        failed |= high > highShareMax * ranks.length;
    }

    private static void add(RankSum ranks, World.Stream stream) {
        if (stream.canary().exposure() > 0) {
            ranks.addX(ratio(stream.canary()));
        }
        if (stream.old().exposure() > 0) {
            ranks.addY(ratio(stream.old()));
        }
    }

    private static double ratio(ArmTraffic arm) {
        return (double) arm.events() / arm.exposure();
    }

    private static boolean isHigh(RankSum ranks) {
        return ranks.size() >= VALUES_MIN
                && ranks.z(0) > QUANTILE
                && ranks.root(QUANTILE) > TOLERANCE * Math.abs(ranks.root(0));
    }

    @Override
    public boolean failed() {
        return failed;
    }
}
