package io.portcullis.kernel.environment.fault;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * Identity of a fault, and of the incident that records it.
 *
 * @param value a UUIDv7: ids of faults opened later sort later
 */
public record FaultId(UUID value) {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_A_MASK = 0x0fffL;
    private static final long RANDOM_B_MASK = 0x3fff_ffff_ffff_ffffL;

    /**
     * Made of what it is (RFC 9562, 5.7, with a digest for the random part): whoever opens the same
     * fault at the same look gives it the same id, so that it cannot be opened twice.
     */
    static FaultId of(String fingerprint, Instant openedAt) {
        var digest = UUID.nameUUIDFromBytes(fingerprint.getBytes(StandardCharsets.UTF_8));
        long high =
                (openedAt.toEpochMilli() << 16)
                        | VERSION_7
                        | (digest.getMostSignificantBits() & RANDOM_A_MASK);
        return new FaultId(
                new UUID(high, VARIANT | (digest.getLeastSignificantBits() & RANDOM_B_MASK)));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
