package io.portcullis.app.intake;

/** What can happen to reports of relay nodes on their way; each is counted. */
public enum RelayHappening {
    SNAPSHOT,
    DELTA,
    /** Said twice, or overtaken by a later one: changes nothing. */
    REPEATED,
    /** A delta was missed, or could not be read in full: the view is unknown from here on. */
    GAP,
    /** A report that cannot be used for the view, because that is unknown until a snapshot comes. */
    VIEW_MISSING,
    /** No snapshot for more than 75 s; one is asked for. */
    SNAPSHOT_OVERDUE,
    /** A node says hello with another epoch. */
    RESTART,
    /** A process that a newer one has replaced speaks; refused. */
    OLD_EPOCH,
    /** Observed more than 5 min ago by the node's clock; refused. */
    LATE,
    /** Observed more than 30 s from now by the node's clock; refused. */
    EARLY
}
