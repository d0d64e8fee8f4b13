package io.portcullis.app.judge;

import io.portcullis.kernel.analysis.RolloutAnalysis;
import io.portcullis.kernel.analysis.plan.AnalysisPlan;
import io.portcullis.kernel.analysis.recovery.RecoveryTest;
import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.port.store.Bytes;
import java.nio.ByteBuffer;
import java.util.List;

/** What the judging of one rollout remembers from look to look. */
sealed interface Memory {

    /** What a new owner goes on from. */
    Bytes bytes();

    /** Looks up to this one count as before the rollout and must be kept; 0 for none of its own. */
    default int referenceLook() {
        return 0;
    }

    /**
     * Too few looks before; nothing is judged yet.
     *
     * @param looksBefore looks with evidence so far; {@link #UNCOUNTED} until counted in the store
     */
    record Nothing(int looksBefore) implements Memory {
        static final int UNCOUNTED = -1;

        @Override
        public Bytes bytes() {
            return Bytes.NONE;
        }
    }

    /**
     * The release is being judged.
     *
     * @param stage the stage the analysis has open
     * @param looksBefore looks before the rollout it started from
     */
    record OfRelease(RolloutAnalysis analysis, int stage, int looksBefore) implements Memory {
        @Override
        public int referenceLook() {
            return analysis.firstLookId() - 1;
        }

        @Override
        public Bytes bytes() {
            byte[] content = analysis.snapshot();
            return Bytes.of(
                    ByteBuffer.allocate(1 + 3 * Integer.BYTES + content.length)
                            .put(RELEASE)
                            .putInt(stage)
                            .putInt(looksBefore)
                            .putInt(referenceLook())
                            .put(content)
                            .array());
        }
    }

    /** The way back is being judged. */
    record OfRecovery(RecoveryTest test) implements Memory {
        @Override
        public Bytes bytes() {
            byte[] content = test.snapshot();
            return Bytes.of(
                    ByteBuffer.allocate(1 + content.length).put(RECOVERY).put(content).array());
        }
    }

    byte RELEASE = 'A';
    byte RECOVERY = 'R';

    /** The looks a memory was made with, so far as they are not in its bytes. */
    interface Looks {

        /** Those before the analysis started, up to this one. */
        List<LookEvidence> before(int look);

        /** The last ones. */
        List<LookEvidence> last();
    }

    static Memory of(AnalysisPlan plan, Bytes stored, Looks looks) {
        if (stored.isEmpty()) {
            return new Nothing(Nothing.UNCOUNTED);
        }
        var buffer = ByteBuffer.wrap(stored.toArray());
        byte kind = buffer.get();
        return switch (kind) {
            case RELEASE -> {
                int stage = buffer.getInt();
                int looksBefore = buffer.getInt();
                var before = looks.before(buffer.getInt());
                yield new OfRelease(
                        RolloutAnalysis.restore(plan, rest(buffer), before, looks.last()),
                        stage,
                        looksBefore);
            }
            case RECOVERY -> new OfRecovery(RecoveryTest.restore(plan, rest(buffer)));
            default -> throw new IllegalArgumentException("snapshot begins with " + kind);
        };
    }

    private static byte[] rest(ByteBuffer buffer) {
        var rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }
}
