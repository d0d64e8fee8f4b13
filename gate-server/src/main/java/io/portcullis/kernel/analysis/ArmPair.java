package io.portcullis.kernel.analysis;

/** Which ends of a link run the new version: source side first. Each is judged against old, old. */
public enum ArmPair {
    NEW_OLD,
    OLD_NEW,
    NEW_NEW;

    /** Whether PASS is required of streams of this pair; the other needs coverage only. */
    public boolean passRequired() {
        return this != NEW_NEW;
    }
}
