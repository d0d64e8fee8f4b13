package io.portcullis.kernel.analysis.finding;

/** Whether the comparison arm of a stream is fit to compare with (analysis 2.8). */
public enum OldArmHealth {
    HEALTHY,
    /** Bad over the last three minutes' looks. */
    RECENTLY_UNHEALTHY,
    /** Bad on average since the stage opened. */
    UNHEALTHY_SINCE_STAGE
}
