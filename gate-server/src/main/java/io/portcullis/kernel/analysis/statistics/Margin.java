package io.portcullis.kernel.analysis.statistics;

/**
 * What a PASS excludes: a canary with p_c >= ratio * p_b + excess.
 *
 * @param ratio rho_1, a multiple of the old arm's rate; at least 1
 * @param excess epsilon_1, an absolute rate on top; 0-1
 */
public record Margin(double ratio, double excess) {

    public Margin {
        if (!(ratio >= 1) || Double.isInfinite(ratio)) {
            throw new IllegalArgumentException("ratio is " + ratio + "; must be finite and >= 1");
        }
        if (!(excess >= 0 && excess <= 1)) {
            throw new IllegalArgumentException("excess is " + excess + "; must be 0 to 1");
        }
    }
}
