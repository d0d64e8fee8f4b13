package io.portcullis.cli.drill.world;

/** Attempts by their result. */
public record Tally(long ok, long failed, long timedOut, long cancelled) {
    static final Tally NONE = new Tally(0, 0, 0, 0);

    public Tally {
        if (ok < 0 || failed < 0 || timedOut < 0 || cancelled < 0) {
            throw new IllegalArgumentException(
                    "tally is "
                            + ok
                            + ", "
                            + failed
                            + ", "
                            + timedOut
                            + ", "
                            + cancelled
                            + "; none must be < 0");
        }
    }

    Tally plus(Tally other) {
        return new Tally(
                ok + other.ok,
                failed + other.failed,
                timedOut + other.timedOut,
                cancelled + other.cancelled);
    }

    /** Attempts that count: cancelled ones are neither good nor bad. */
    public long attempts() {
        return ok + failed + timedOut;
    }

    /** Attempts that failed in one way or the other. */
    public long bad() {
        return failed + timedOut;
    }
}
