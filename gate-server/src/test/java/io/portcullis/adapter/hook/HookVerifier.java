package io.portcullis.adapter.hook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Formatter;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The receiver's side of the signature, written from docs/hook.md and not from the sender's code. */
final class HookVerifier {

    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private final byte[] secret;
    private final InstantSource clock;

    HookVerifier(byte[] secret, InstantSource clock) {
        this.secret = secret.clone();
        this.clock = clock;
    }

    boolean accepts(@Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (timestamp == null || signature == null || !timestamp.matches("\\d{1,12}")) {
            return false;
        }
        long skewSeconds = Math.abs(clock.instant().getEpochSecond() - Long.parseLong(timestamp));
        if (skewSeconds > SKEW_MAX.toSeconds()) {
            return false;
        }
        var expected = "v1=" + hex(hmac(timestamp, body));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8),
                signature.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] hmac(String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '.');
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        var text = new StringBuilder();
        try (var formatter = new Formatter(text, Locale.ROOT)) {
            for (byte b : bytes) {
                formatter.format("%02x", b);
            }
        }
        return text.toString();
    }
}
