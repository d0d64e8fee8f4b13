package io.portcullis.cli;

/** What {@code gate} tells the script that called it. The numbers are part of the contract and never change. */
public enum ExitCode {
    /** Proceed, succeeded, started, shown; for a drill: everything expected happened. */
    OK(0),
    /** Anything the other codes do not say. */
    FAILED(1),
    /** The command line or a file given to it is wrong. */
    WRONG_USAGE(2),
    /** No answer from the gate. */
    UNREACHABLE(3),
    HOLD(10),
    /** Aborted, refused or rolled back. */
    ABORT(20);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    /** The number a process ends with. */
    public int number() {
        return number;
    }
}
