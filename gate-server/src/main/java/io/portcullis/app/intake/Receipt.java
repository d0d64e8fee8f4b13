package io.portcullis.app.intake;

/**
 * What became of what was pushed. The accepted part is stored with the next flush.
 *
 * @param rejected how many records or points were not understood
 * @param rejection the first cause; empty when there is none
 * @param snapshotWanted whether something was missed that only a snapshot can bring
 */
public record Receipt(long rejected, String rejection, boolean snapshotWanted) {

    public static final Receipt ALL = new Receipt(0, "", false);

    /** Both together; the first cause stays. */
    public Receipt plus(Receipt other) {
        return new Receipt(
                rejected + other.rejected,
                rejection.isEmpty() ? other.rejection : rejection,
                snapshotWanted || other.snapshotWanted);
    }
}
