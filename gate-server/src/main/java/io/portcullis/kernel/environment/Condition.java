package io.portcullis.kernel.environment;

/** How something of the world was found. */
public enum Condition {
    FIT,
    UNFIT,
    /** It could not be told; silence is never health. */
    UNKNOWN
}
