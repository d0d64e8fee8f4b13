package io.portcullis.port.control;

/**
 * Order to give the canary its share of a stage in one region.
 *
 * @param stage name of the stage; 1 to 63 characters
 * @param canaryShare share of the region's traffic or servers, above 0 and at most 1
 */
public record StageOpening(
        IdempotencyKey key, RegionChange change, String stage, double canaryShare) {

    public StageOpening {
        Rules.requireText("stage", stage, 63);
        if (!(canaryShare > 0 && canaryShare <= 1)) {
            throw new IllegalArgumentException(
                    "canaryShare is " + canaryShare + "; must be > 0 and <= 1");
        }
    }
}
