package io.portcullis.kernel.analysis.finding;

import io.portcullis.kernel.analysis.plan.GroupKey;
import io.portcullis.kernel.analysis.statistics.Margin;
import java.util.Optional;

/**
 * What is promised for one stream or aggregate before a stage opens.
 *
 * @param key which
 * @param role what it has to do with PASS
 * @param rung of the margin ladder; -1 without one
 * @param margin what its PASS will exclude; empty without a rung
 * @param looksExpected tau, looks after which a healthy canary has passed at its rung, or at the
 *     coarsest allowed rung without one; infinite when never
 * @param growthPerLook g, expected growth of log E per look; 0 without a rung
 * @param canaryExposurePerLook n_c, expected attempts of the canary per look
 * @param probesPerLook canary attempts per look that are missing for coverage; 0 when enough are
 *     expected
 */
public record GroupPreview(
        GroupKey key,
        Role role,
        int rung,
        Optional<Margin> margin,
        double looksExpected,
        double growthPerLook,
        double canaryExposurePerLook,
        double probesPerLook) {

    /** Whether fewer canary attempts are expected in the bake than the plan wants. */
    public boolean coverageShort() {
        return probesPerLook > 0;
    }
}
