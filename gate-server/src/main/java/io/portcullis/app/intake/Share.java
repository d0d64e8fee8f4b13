package io.portcullis.app.intake;

/** What a pushed counter contributes to its cell. */
public enum Share {
    /** Attempts that went well, or an exposure. */
    TOTAL,
    /** Events of a rate: what they are out of is counted apart. */
    BAD,
    /** Attempts that failed. */
    TOTAL_AND_BAD;

    double total(double increment) {
        return this == BAD ? 0 : increment;
    }

    double bad(double increment) {
        return this == TOTAL ? 0 : increment;
    }
}
