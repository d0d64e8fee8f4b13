package io.portcullis.adapter.hook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a request, scheme {@code v1}: HMAC-SHA256, keyed with the shared secret, of the time stamp,
 * a full stop and the body (RFC 2104). The time stamp is inside, so that an old request cannot be
 * sent again as a new one.
 */
final class HookSignature {

    private static final String ALGORITHM = "HmacSHA256";

    private HookSignature() {}

    static String of(byte[] secret, long timestampSeconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            mac.update((timestampSeconds + ".").getBytes(StandardCharsets.US_ASCII));
            mac.update(body);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal());
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
