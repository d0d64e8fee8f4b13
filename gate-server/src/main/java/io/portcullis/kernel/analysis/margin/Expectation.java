package io.portcullis.kernel.analysis.margin;

import io.portcullis.kernel.analysis.statistics.Forecast;
import java.util.Optional;

/**
 * What a stream in the scope of a stage is expected to see per look.
 *
 * @param canaryExposure n_c; at least 0
 * @param oldExposure n_b; at least 0
 * @param rate p of the old version; above 0
 */
public record Expectation(double canaryExposure, double oldExposure, double rate) {

    /** The forecast's view; empty without traffic on both arms. */
    public Optional<Forecast.Member> member() {
        return canaryExposure > 0 && oldExposure > 0
                ? Optional.of(new Forecast.Member(canaryExposure, oldExposure, rate))
                : Optional.empty();
    }
}
