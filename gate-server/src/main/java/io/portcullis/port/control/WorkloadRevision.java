package io.portcullis.port.control;

/**
 * A workload's revision as its adapter wrote it down: enough to bring exactly it back. Only the
 * adapter reads it; everybody else stores it and hands it on. It may hold environment values, so it
 * is neither logged nor shown.
 *
 * @param text 1 to 262,144 characters
 */
public record WorkloadRevision(String text) {

    /** A pod template is some kilobytes; the largest object a cluster keeps is 1.5 MB. */
    public static final int LENGTH_MAX = 262_144;

    public WorkloadRevision {
        Rules.requireText("revision", text, LENGTH_MAX);
    }

    @Override
    public String toString() {
        return "WorkloadRevision[" + text.length() + " characters]";
    }
}
