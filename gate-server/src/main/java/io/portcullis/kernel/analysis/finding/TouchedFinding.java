package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.evidence.Counts;
import io.portcullis.kernel.evidence.Region;
import io.portcullis.kernel.evidence.SignalName;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evidence that touched places grew worse than what they are compared with, all arms together
 * (analysis 2.8).
 *
 * @param signal what is measured
 * @param region the touched region, for links all with an end there; empty for all touched places
 * @param comparison what it is compared with at this stage
 * @param days earlier days it is compared with; 0 unless it is
 * @param touched counts since the stage opened
 * @param touchedExpected events to be expected of so much traffic at the rates of before
 * @param other the same of what it is compared with
 * @param otherExpected likewise
 * @param toleranceRatio rho_S: harm below so many times is not visible
 * @param weight v_g
 * @param logValue log W_g
 * @param share part of the evidence of shared harm; 0-1
 * @param firstBadLook id of the first look of the bad spell that lasts until now; empty without one
 * @param preExisting whether it was bad already when the stage opened
 * @param named whether it is among those to name when W^S is at its threshold
 */
public record TouchedFinding(
        SignalName signal,
        Optional<Region> region,
        Comparison comparison,
        int days,
        Counts touched,
        double touchedExpected,
        Counts other,
        double otherExpected,
        double toleranceRatio,
        double weight,
        double logValue,
        double share,
        OptionalInt firstBadLook,
        boolean preExisting,
        boolean named) {}
