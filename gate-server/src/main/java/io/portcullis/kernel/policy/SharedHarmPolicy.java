package io.portcullis.kernel.policy;

/** What a plan wants when both arms are bad where the rollout touched, and fine elsewhere. */
public enum SharedHarmPolicy {
    ABORT,
    HOLD
}
