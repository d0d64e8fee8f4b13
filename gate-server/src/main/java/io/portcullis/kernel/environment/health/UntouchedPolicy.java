package io.portcullis.kernel.environment.health;

/** What a rollout does when something is unfit only where it touches nothing; never an ABORT. */
public enum UntouchedPolicy {
    HOLD,
    GO_ON
}
