package io.portcullis.kernel.analysis.plan;

import io.portcullis.kernel.evidence.Region;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One stage as the analysis sees it.
 *
 * @param number 1, 2, ...
 * @param canaryShares effective share of the canary in every region that holds one at this stage,
 *     those of earlier stages included; above 0, at most 1; at 1 no old arm is left
 * @param bakeLooks least bake; at least 1
 */
public record StagePlan(int number, SortedMap<Region, Double> canaryShares, int bakeLooks) {

    public StagePlan {
        if (number < 1) {
            throw new IllegalArgumentException("number is " + number + "; must be >= 1");
        }
        if (bakeLooks < 1) {
            throw new IllegalArgumentException("bakeLooks is " + bakeLooks + "; must be >= 1");
        }
        canaryShares = Collections.unmodifiableSortedMap(new TreeMap<>(canaryShares));
        for (Map.Entry<Region, Double> share : canaryShares.entrySet()) {
            if (!(share.getValue() > 0 && share.getValue() <= 1)) {
                throw new IllegalArgumentException(
                        "canary share of "
                                + share.getKey()
                                + " is "
                                + share.getValue()
                                + "; must be above 0, at most 1");
            }
        }
    }

    /** Share of the canary in a region at this stage; 0 where it holds none. */
    public double canaryShare(Region region) {
        return canaryShares.getOrDefault(region, 0.0);
    }
}
