package io.portcullis.kernel.release;

/** What sort of change a release is; rules differ by it. */
public enum ChangeClass {
    NORMAL,
    HOTFIX,
    EMERGENCY,
    CONFIG,
    RESTART,
    STATEFUL_UPGRADE
}
