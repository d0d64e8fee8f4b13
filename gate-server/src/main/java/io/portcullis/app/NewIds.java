package io.portcullis.app;

import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Makes UUIDv7 (RFC 9562, 5.7): ids made later sort later. Thread-safe when its generator is. */
public final class NewIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long RANDOM_A_MASK = 0x0fffL;
    private static final long RANDOM_B_MASK = 0x3fff_ffff_ffff_ffffL;

    private final InstantSource clock;
    private final RandomGenerator random;

    public NewIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public UUID next() {
        long high = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & RANDOM_A_MASK);
        long low = VARIANT | (random.nextLong() & RANDOM_B_MASK);
        return new UUID(high, low);
    }
}
