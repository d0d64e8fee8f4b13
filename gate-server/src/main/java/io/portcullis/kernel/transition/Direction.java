package io.portcullis.kernel.transition;

/** Which way a process was replaced. */
public enum Direction {
    /** By the new version: the rollout does it. */
    FORWARD,
    /** A new one by the old version: the rollback does it. */
    BACK
}
