package io.portcullis.cli.drill.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks that a call comes from the gate and is fresh: {@code v1=} and the HMAC-SHA256 of timestamp, a dot and the body. A call older
 * than five minutes is refused, so that a recorded one cannot be played again.
 */
final class SignatureCheck {
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    private final byte[] secret;
    private final InstantSource clock;

    SignatureCheck(byte[] secret, InstantSource clock) {
        this.secret = Arrays.copyOf(secret, secret.length);
        this.clock = clock;
    }

    /** What is wrong with it; empty when nothing is. */
    Optional<String> refusal(@Nullable String timestamp, @Nullable String signature, byte[] body) {
        if (timestamp == null || signature == null) {
            return Optional.of("X-Portcullis-Timestamp and X-Portcullis-Signature are required");
        }
        if (!timestamp.matches("\\d{1,12}")) {
            return Optional.of(
                    "X-Portcullis-Timestamp is \"" + timestamp + "\"; must be seconds since 1970");
        }
        Duration age =
                Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant());
        if (age.abs().compareTo(AGE_MAX) > 0) {
            return Optional.of(
                    "X-Portcullis-Timestamp is "
                            + age.abs().toSeconds()
                            + " s off; must be within "
                            + AGE_MAX.toSeconds());
        }
        byte[] expected = sign(timestamp, body).getBytes(StandardCharsets.US_ASCII);
        return MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.US_ASCII))
                ? Optional.empty()
                : Optional.of(
                        "X-Portcullis-Signature does not fit; is the secret the same on both sides?");
    }

    private String sign(String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every JDK", e);
        }
    }
}
