package io.portcullis.kernel.analysis.finding;

/** What touched places are compared with, all arms together (analysis 2.8). */
public enum Comparison {
    /** Places the rollout did not touch, at the same looks. */
    UNTOUCHED,
    /** The same places at the same clock time of earlier days: nothing is untouched. */
    EARLIER_DAYS,
    /** Nothing: no place is untouched and no earlier day is known. */
    NOTHING
}
