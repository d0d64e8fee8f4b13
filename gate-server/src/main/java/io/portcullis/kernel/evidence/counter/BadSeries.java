package io.portcullis.kernel.evidence.counter;

/** When the series of the bad ones comes into being. */
public enum BadSeries {
    /** With its server: where it is absent, nothing is known. */
    ALWAYS,
    /** With the first error: where it is absent although the total is there, it is zero. */
    WITH_FIRST_ERROR,
    /** Never: bad are attempts that come to no end. What has settled is counted in its place. */
    UNSETTLED
}
