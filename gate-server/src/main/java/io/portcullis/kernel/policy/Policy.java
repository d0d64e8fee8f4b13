package io.portcullis.kernel.policy;

/**
 * What every rollout must keep to, whatever its plan says.
 *
 * @param firstStageRegionsMin least number of regions in the first stage of a service with links;
 *     1 to 10, 2 by default: one region alone cannot show that servers still reach other regions
 * @param looksBeforeMin looks before the rollout without which nothing may start; 1 to 360, 30 by
 *     default
 */
public record Policy(int firstStageRegionsMin, int looksBeforeMin) {

    public static final Policy DEFAULT = new Policy(2, 30);

    public Policy {
        requireBetween("firstStageRegionsMin", firstStageRegionsMin, 1, 10);
        requireBetween("looksBeforeMin", looksBeforeMin, 1, 360);
    }

    private static void requireBetween(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    name + " is " + value + "; must be between " + min + " and " + max);
        }
    }
}
