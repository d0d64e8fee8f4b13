package io.portcullis.app.gather;

import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.rollout.RolloutSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** How many servers are taken for canaries before a rollout: as many as will be. */
public final class PseudoShares {

    /** Where a whole region will be new at once, half of it against the other half. */
    private static final double HALF = 0.5;

    private PseudoShares() {}

    /**
     * By region the first share that leaves an old version there; where none is planned, the
     * smallest one planned elsewhere, for what links into there tell of their level.
     */
    public static Map<Region, Double> of(RolloutSpec spec) {
        var shares = new TreeMap<Region, Double>();
        for (int stage = 1; stage <= spec.plan().stageLast(); stage++) {
            spec.canaryShares(stage)
                    .forEach((region, share) ->
                            shares.putIfAbsent(region, share < 1 ? share : HALF));
        }
        double smallest = shares.values().stream().mapToDouble(it -> it).min().orElse(HALF);
        spec.service().regions().forEach(region -> shares.putIfAbsent(region, smallest));
        return shares;
    }

    /** The same for the same release, so that a start and its preview agree. */
    public static long seed(RolloutSpec spec) {
        var crc = new CRC32C();
        crc.update(spec.service().name().value().getBytes(StandardCharsets.UTF_8));
        crc.update(spec.release().version().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
