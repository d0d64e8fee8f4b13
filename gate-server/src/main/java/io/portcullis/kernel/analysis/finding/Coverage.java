package io.portcullis.kernel.analysis.finding;

/**
 * Whether a place was seen at all.
 *
 * @param attempts canary attempts since the stage opened
 * @param attemptsMin how many are needed; 0 where none are asked for
 * @param looksNeeded looks still needed at the rate seen; infinite when nothing was seen
 */
public record Coverage(double attempts, int attemptsMin, double looksNeeded) {

    public boolean met() {
        return attempts >= attemptsMin;
    }
}
