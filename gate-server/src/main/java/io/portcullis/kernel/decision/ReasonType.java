package io.portcullis.kernel.decision;

/** Why a decision is what it is; one enum for all surfaces. A new one is added, none is renamed. */
public enum ReasonType {
    /** The canary is worse than the old version. */
    RELEASE,
    /** Both arms are bad where the rollout touched, and fine elsewhere. */
    SHARED_HARM,
    /** The relay graph breaks an invariant. */
    STRUCTURE,
    /** Servers that should be there are not. */
    AVAILABILITY,
    /** The new version is running into a limit of memory or of a queue. */
    EXHAUSTION,
    /** Replacing processes cuts too many sessions. */
    TRANSITION_HARM,
    /** The world is not fit to judge in: the old version is unhealthy too. */
    ENVIRONMENT,
    /** Evidence is missing or incomplete. */
    EVIDENCE,
    /** A required region or link has too little canary traffic. */
    COVERAGE,
    /** Counts are too small to decide. */
    UNDECIDED,
    /** The least bake is not over. */
    BAKING,
    FREEZE,
    SIGN_OFF,
    /** The plan's looks are used up. */
    PLAN_SPENT,
    /** A hold, or the wait for a stage to open, lasted longer than the plan allows. */
    HOLD_EXPIRED,
    /** The rollout is paused. */
    PAUSED,
    /** A person asked for it. */
    REQUESTED,
    /** The stage asked about is not open. */
    STAGE_NOT_OPEN,
    MISSING_CONFIGURATION_KEY,
    PROTOCOL_MISMATCH,
    PLAN_COVERAGE,
    MANAGED_ELSEWHERE,
    ROLLOUT_RUNNING,
    /** What admission must know could not be read. */
    ADMISSION_UNKNOWN
}
