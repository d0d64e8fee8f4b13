package io.portcullis.kernel.evidence.counter;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Identity of one series, short enough to keep tens of thousands: the first 128 bits of the SHA-256
 * of its name and labels. Two of a million series collide with probability 2^-89.
 */
public record SeriesId(long high, long low) {

    /** Of the parts in the order given; parts are told apart by their lengths. */
    public static SeriesId of(Iterable<String> parts) {
        var digest = sha256();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
            digest.update(bytes);
        }
        var head = ByteBuffer.wrap(digest.digest());
        return new SeriesId(head.getLong(), head.getLong());
    }

    @Override
    public String toString() {
        return "%016x%016x".formatted(high, low);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
