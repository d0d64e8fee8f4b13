package io.portcullis.adapter.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.portcullis.kernel.evidence.LookEvidence;
import io.portcullis.kernel.evidence.origin.VersionedEvidence;
import io.portcullis.port.StoreUnreadable;
import io.portcullis.testing.ForAllSeeds;
import io.portcullis.testing.RandomValues;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EvidenceFormatTest {

    @ForAllSeeds(200)
    void readsALookAsItWasWritten(long seed) {
        var look = new RandomValues(seed).of(LookEvidence.class);

        assertThat(EvidenceFormat.readLook(EvidenceFormat.write(look))).isEqualTo(look);
    }

    @ForAllSeeds(200)
    void readsAFlushAsItWasWritten(long seed) {
        var flush = new RandomValues(seed).of(VersionedEvidence.class);

        assertThat(EvidenceFormat.readVersioned(EvidenceFormat.write(flush))).isEqualTo(flush);
    }

    @ForAllSeeds(20)
    void writesTheSameBytesForTheSameEvidence(long seed) {
        var look = new RandomValues(seed).of(LookEvidence.class);
        var again = new RandomValues(seed).of(LookEvidence.class);

        assertThat(EvidenceFormat.write(look)).isEqualTo(EvidenceFormat.write(again));
    }

    @Test
    void refusesAFormatItDoesNotKnow() {
        byte[] stored = EvidenceFormat.write(LookEvidence.of(Instant.EPOCH, Map.of()));
        stored[0] = 9;

        assertThatThrownBy(() -> EvidenceFormat.readLook(stored))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessageContaining("format 9");
    }

    @Test
    void refusesWhatIsCutShort() {
        byte[] stored = EvidenceFormat.write(LookEvidence.of(Instant.EPOCH, Map.of()));
        byte[] cut = Arrays.copyOf(stored, stored.length / 2);

        assertThatThrownBy(() -> EvidenceFormat.readLook(cut)).isInstanceOf(StoreUnreadable.class);
    }
}
